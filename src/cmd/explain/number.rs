//! Single numbers: cookies, labels, marks, zones.

use serde_json::json;

use super::answer::{Answer, Kind};
use super::words::{Context, versions};
use crate::antrea::cookie::{self, Category, categories, category, category_number};
use crate::antrea::registers::{self, Layout, Reading, Reg3};
use crate::model::field::Field;
use crate::model::ids::{Cookie, RuleId};

/// A number as people write it: decimal, or hexadecimal behind `0x`, with a mask or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Masked {
    pub(super) value: u128,
    pub(super) mask: Option<u128>,
    pub(super) hex: bool,
}

impl Masked {
    /// Reads one.
    pub(super) fn read(text: &str) -> Option<Masked> {
        let (value, mask) = text.split_once('/').map_or((text, None), |(value, mask)| (value, Some(mask)));
        let mask = match mask {
            None => None,
            Some("-1") => Some(u128::MAX),
            Some(mask) => Some(number(mask)?),
        };
        Some(Masked { value: number(value)?, mask, hex: value.starts_with("0x") || value.starts_with("0X") })
    }
}

fn number(text: &str) -> Option<u128> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let (digits, base) = digits.map_or((text, 10), |digits| (digits, 16));
    // What `from_str_radix` takes beside digits.
    if digits.starts_with(['+', '-']) {
        return None;
    }
    u128::from_str_radix(digits, base).ok()
}

/// A cookie with the bits of it that are looked at.
pub(super) fn cookie(number: u64, mask: u64, text: &str, context: &Context<'_>) -> Answer {
    let mut answer = Answer::new(Kind::Cookie, text);
    answer.summary = cookie_parts(&mut answer, number, mask, context);
    answer
}

/// Adds the parts of a cookie; says it in a sentence.
pub(super) fn cookie_parts(answer: &mut Answer, number: u64, mask: u64, context: &Context<'_>) -> String {
    let value = Cookie(number & mask);
    if number == 0 && mask != 0 {
        answer.part("cookie", "0", "no flow of Antrea's: its cookies have a round", cookie::FROM);
        return "no flow of Antrea's".to_string();
    }
    let mut summary = Vec::new();
    if mask >> 48 != 0 {
        let round = value.0 >> 48;
        let about = "how often the agent has started, counted modulo 65536: flows of another round are left over";
        answer.part("round", round.to_string(), about, cookie::FROM);
        answer.more.insert("round".to_string(), json!(round));
        summary.push(format!("round {round}"));
    }
    if (mask >> 40) & 0xff == 0xff {
        summary.push(category_parts(answer, value, context));
    }
    let reserved = (value.0 >> 32) & 0xff;
    if reserved != 0 {
        answer.part(
            "reserved",
            format!("{reserved:#x}"),
            "bits that Antrea leaves 0: perhaps this is no cookie of Antrea's",
            cookie::FROM,
        );
        answer.doubtful = true;
    }
    if mask & 0xffff_ffff == 0xffff_ffff && cookie::object_id(value) != 0 {
        let group = cookie::object_id(value);
        let service = context.service(group);
        answer.part("object", group.to_string(), format!("OpenFlow group of {service}"), cookie::FROM);
        answer.more.insert("object".to_string(), json!(group));
        summary.push(format!("group {group}"));
    }
    summary.join(", ")
}

fn category_parts(answer: &mut Answer, value: Cookie, context: &Context<'_>) -> String {
    let number = category_number(value).to_string();
    let name = |category: Option<Category>| category.map_or("Invalid", Category::name);
    let words = |category: Option<Category>| category.map_or("a number that is not used", Category::words);
    if let Some(generation) = context.generation() {
        let category = category(value, generation);
        answer.part("category", number, format!("{}: {}", name(category), words(category)), cookie::FROM);
        answer.more.insert("category".to_string(), json!(name(category)));
        return name(category).to_string();
    }
    let mut all: Vec<_> = categories(value).collect();
    if context.of_policy && all.iter().any(|(category, ..)| *category == Some(Category::NetworkPolicy)) {
        all.retain(|(category, ..)| *category == Some(Category::NetworkPolicy));
    }
    let named: Vec<String> = all
        .iter()
        .rev()
        .filter(|(category, ..)| category.is_some() || all.len() == 1)
        .map(|(category, first, last)| match all.len() {
            1 => name(*category).to_string(),
            _ => format!("{} ({})", name(*category), versions(first.since(), last.until())),
        })
        .collect();
    for (category, first, last) in all.iter().rev() {
        let meaning =
            format!("{}: {} (Antrea {})", name(*category), words(*category), versions(first.since(), last.until()));
        answer.part("category", number.clone(), meaning, cookie::FROM);
    }
    let readings: Vec<_> = all
        .iter()
        .rev()
        .map(|(category, first, last)| json!({ "category": name(*category), "antrea": versions(first.since(), last.until()) }))
        .collect();
    answer.more.insert("categories".to_string(), json!(readings));
    named.join(" or ")
}

/// A conntrack label with the bits of it that are looked at.
pub(super) fn label(value: u128, mask: u128, text: &str, context: &Context<'_>) -> Answer {
    let mut answer = Answer::new(Kind::Label, text);
    answer.summary = context.field(&mut answer, Field::CtLabel, "ct_label", value, mask);
    if value & mask == 0 {
        answer.summary = "no rule: nothing of policies let this connection pass".to_string();
    }
    rules_of_label(&mut answer, value & mask);
    answer
}

/// The rule IDs of a label, as numbers.
pub(super) fn rules_of_label(answer: &mut Answer, label: u128) {
    let id = |shift: u32| Some((label >> shift) as u32).filter(|id| *id != 0);
    answer.more.insert("ingressRule".to_string(), json!(id(0)));
    answer.more.insert("egressRule".to_string(), json!(id(32)));
}

/// A conntrack mark with the bits of it that are looked at.
pub(super) fn mark(value: u128, mask: u128, text: &str, context: &Context<'_>) -> Answer {
    let mut answer = Answer::new(Kind::Mark, text);
    answer.summary = context.field(&mut answer, Field::CtMark, "ct_mark", value, mask);
    let allowed_bits = matches!(context.layout, Layout::From1_6 | Layout::From1_13) && mask & 0xf == 0xf;
    if allowed_bits && value & 0xf == 0 {
        let why = "no source: committed for a Service, and not (or not yet) allowed by policies";
        answer.part("source", "", why, registers::FROM);
        answer.summary = if answer.summary.is_empty() { why.to_string() } else { format!("{}; {why}", answer.summary) };
    }
    context.other_layouts(&mut answer, Field::CtMark, value, mask);
    answer
}

/// Whether a number makes sense as a mark: each bit of it means something.
pub(super) fn is_mark(value: u128, context: &Context<'_>) -> bool {
    let reading = Reading { layout: context.layout, reg3: Reg3::Rule };
    let known =
        |meaning: registers::Meaning| meaning.name != "unknown" && !matches!(meaning.said, registers::Said::Hex(_));
    value != 0 && registers::stored(Field::CtMark, value, reading).all(known)
}

/// A conntrack zone.
pub(super) fn zone(number: u16, text: &str) -> Answer {
    let mut answer = Answer::new(Kind::Zone, text);
    match registers::zone(number) {
        Some(zone) => {
            answer.summary = zone.to_string();
            let from = format!("{}: {}", registers::ZONES_FROM, zone.antrea());
            answer.part("zone", number.to_string(), zone.to_string(), from.trim_end_matches([':', ' ']).to_string());
        }
        None => {
            answer.summary = "no zone of Antrea's".to_string();
            answer.doubtful = true;
        }
    }
    answer
}

/// A rule's ID, where a number can be one.
pub(super) fn rule_id(value: u128) -> Option<RuleId> {
    u32::try_from(value).ok().map(RuleId)
}
