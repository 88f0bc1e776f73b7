//! A template as it was understood.

/// One piece of a template.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::render) enum Part {
    /// Outside of braces.
    Text(String),
    /// `{.items[0]}`
    Action(Vec<Step>),
    /// `{range .items[*]}...{end}`
    Range { over: Vec<Step>, body: Vec<Part> },
}

/// One step of an action: what it makes of the values before it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::render) enum Step {
    /// `.name`
    Field(String),
    /// `.*`
    Wildcard,
    /// `..`
    Recursive,
    /// `[1]`, `[1:3]`, `[*]`
    Slice(Slice),
    /// `['a','b']`
    Union(Vec<Vec<Step>>),
    /// `[?(@.a==1)]`; without an operator whether the left side is there.
    Filter { left: Vec<Step>, compared: Option<(Operator, Vec<Step>)> },
    /// `"\n"`
    Text(String),
    /// `5`
    Whole(i64),
    /// `1.5`
    Broken(f64),
    /// `true`
    Bool(bool),
}

/// Places of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::render) struct Slice {
    pub(in crate::render) start: Option<i64>,
    pub(in crate::render) end: Option<i64>,
    pub(in crate::render) step: Option<i64>,
    /// `[1]`: the end follows from the start.
    pub(in crate::render) is_single: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
