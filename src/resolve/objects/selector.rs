//! Label selectors, as k8s.io/apimachinery evaluates and prints them.

use std::fmt;

use super::notes::{Fields, Notes};

/// The label that the API server gives to every Namespace.
pub(super) const NAMESPACE_NAME_LABEL: &str = "kubernetes.io/metadata.name";

/// The label under which Antrea's grouping controller knows a Pod's ServiceAccount (pkg/controller/grouping/controller.go).
pub(super) const SERVICE_ACCOUNT_LABEL: &str = "internal.antrea.io/service-account";

/// Labels of one object, with one label that is not written on it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Labels<'a> {
    /// `metadata.labels`.
    pub written: Option<&'a Fields>,
    /// A label that others add: key and value.
    pub implied: Option<(&'static str, &'a str)>,
}

impl Labels<'_> {
    pub fn get(&self, key: &str) -> Option<&str> {
        if let Some((implied, value)) = self.implied
            && implied == key
        {
            return Some(value);
        }
        self.written?.get(key)?.as_str()
    }
}

/// A selector. Empty selects everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Selector {
    /// Sorted by key.
    requirements: Vec<Requirement>,
    /// A part could not be read: nothing is selected.
    broken: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Requirement {
    key: String,
    operator: Operator,
}

#[derive(Clone, Debug, PartialEq)]
enum Operator {
    Equals(String),
    In(Vec<String>),
    NotIn(Vec<String>),
    Exists,
    DoesNotExist,
}

impl Selector {
    /// Selects objects whose labels have all these values.
    pub fn equal<'t>(labels: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let requirement = |(key, value): (&str, &str)| Requirement {
            key: key.to_owned(),
            operator: Operator::Equals(value.to_owned()),
        };
        let mut selector = Selector { requirements: labels.into_iter().map(requirement).collect(), broken: false };
        selector.sort();
        selector
    }

    /// Reads a `LabelSelector`, or an absent one.
    pub fn read(fields: Option<&Fields>, notes: &mut Notes) -> Option<Self> {
        fields.map(|fields| Self::read_present(fields, notes))
    }

    fn read_present(fields: &Fields, notes: &mut Notes) -> Self {
        let doubts = notes.count();
        notes.known(fields, "a selector", &["matchLabels", "matchExpressions"]);
        let mut selector = match notes.map(fields, "matchLabels") {
            Some(labels) => {
                if labels.values().any(|value| !value.is_string()) {
                    notes.doubt("`matchLabels` has a value that is no text");
                }
                Self::equal(labels.iter().filter_map(|(key, value)| Some((key.as_str(), value.as_str()?))))
            }
            None => Self::default(),
        };
        for expression in notes.list(fields, "matchExpressions") {
            if let Some(expression) = notes.fields(expression, "a match expression") {
                selector.requirements.extend(Requirement::read(expression, notes));
            }
        }
        selector.sort();
        selector.broken = notes.since(doubts);
        selector
    }

    /// Go sorts by key, and values inside.
    fn sort(&mut self) {
        self.requirements.sort_by(|a, b| a.key.cmp(&b.key));
    }

    pub fn matches(&self, labels: &Labels<'_>) -> bool {
        !self.broken && self.requirements.iter().all(|requirement| requirement.matches(labels))
    }
}

impl Requirement {
    fn read(expression: &Fields, notes: &mut Notes) -> Option<Self> {
        notes.known(expression, "a match expression", &["key", "operator", "values"]);
        let key = notes.full_text(expression, "key").map(str::to_owned);
        let mut values: Vec<String> = notes.texts(expression, "values").into_iter().map(str::to_owned).collect();
        values.sort();
        let operator = match (notes.text(expression, "operator"), values.is_empty()) {
            (Some("In"), false) => Operator::In(values),
            (Some("NotIn"), false) => Operator::NotIn(values),
            (Some("Exists"), true) => Operator::Exists,
            (Some("DoesNotExist"), true) => Operator::DoesNotExist,
            (Some(other), _) => {
                notes.doubt(format!("operator `{}` does not go with these values", other.escape_debug()));
                return None;
            }
            (None, _) => {
                notes.doubt("a match expression has no operator");
                return None;
            }
        };
        if key.is_none() {
            notes.doubt("a match expression has no key");
        }
        Some(Requirement { key: key?, operator })
    }

    fn matches(&self, labels: &Labels<'_>) -> bool {
        let value = labels.get(&self.key);
        match &self.operator {
            Operator::Equals(wanted) => value == Some(wanted),
            Operator::In(values) => value.is_some_and(|value| values.iter().any(|wanted| wanted == value)),
            // A missing label is not in any set.
            Operator::NotIn(values) => value.is_none_or(|value| values.iter().all(|wanted| wanted != value)),
            Operator::Exists => value.is_some(),
            Operator::DoesNotExist => value.is_none(),
        }
    }
}

/// As `labels.Selector.String()` prints it, which is what Antrea's group names are made of.
impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.broken {
            f.write_str("(unreadable)")?;
        }
        for (nth, Requirement { key, operator }) in self.requirements.iter().enumerate() {
            if nth > 0 {
                f.write_str(",")?;
            }
            match operator {
                Operator::Equals(value) => write!(f, "{key}={value}")?,
                Operator::In(values) => write!(f, "{key} in ({})", values.join(","))?,
                Operator::NotIn(values) => write!(f, "{key} notin ({})", values.join(","))?,
                Operator::Exists => f.write_str(key)?,
                Operator::DoesNotExist => write!(f, "!{key}")?,
            }
        }
        Ok(())
    }
}
