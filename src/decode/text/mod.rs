//! What Open vSwitch prints: flows, line by line, as borrowed views over the text.
//!
//! A dump goes through [`lines::LineSplitter`], each line through [`flow::read`]; match and actions are decoded by
//! [`matches::decode`] and [`actions::decode`] only where somebody asks for them.

pub mod actions;
pub mod agent_metrics;
pub mod aggregate;
pub mod audit_log;
pub mod conntrack;
pub mod fields;
pub mod flow;
pub mod groups;
pub mod lines;
pub mod matches;
pub mod meters;
pub mod nf_conntrack;
mod number;
pub mod ports;
pub mod ports_desc;
pub mod print;
mod replies;
mod split;
pub mod table_features;
pub mod table_stats;
mod value;

/// Empties a vector and gives it another element type, so that one allocation serves the borrowed items of line after line.
///
/// ```
/// # use antstats::decode::text::{matches, recycle};
/// # use antstats::model::flow::MatchField;
/// let mut store: Vec<MatchField<'static>> = Vec::new();
/// for text in [String::from("tcp,tp_dst=80"), String::from("ip")] {
///     let mut fields = recycle(store);
///     matches::decode(&text, &mut fields);
///     store = recycle(fields);
/// }
/// ```
pub fn recycle<From, To>(mut items: Vec<From>) -> Vec<To> {
    items.clear();
    items.into_iter().filter_map(|_| None).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::flow::{ActionItem, MatchField};

    #[test]
    fn a_recycled_vector_keeps_its_allocation() {
        let fields: Vec<MatchField<'static>> = recycle(Vec::<MatchField<'_>>::with_capacity(100));
        let items: Vec<ActionItem<'static>> = recycle(Vec::<ActionItem<'_>>::with_capacity(100));
        assert_eq!((fields.capacity(), items.capacity()), (100, 100));
    }
}
