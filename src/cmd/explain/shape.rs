//! What a text is, by its shape, and its answers: several where it may be several things.

use super::answer::{Answer, Kind};
use super::number::{Masked, cookie, is_mark, label, mark, rule_id, zone};
use super::words::Context;
use super::{conntrack, flow, group, log, rule};
use crate::antrea::registers;
use crate::decode::text::audit_log;

/// What can be explained, for those who gave something else.
pub(super) const SHAPES: &str = "known are: a cookie (0x1020000000000), a rule ID (7), a ct_label (0x200000001), a ct_mark (18), a zone (65520), a field \
(reg0=0x400/0x600), an action (set_field:0x5->reg3), and lines of flows, conntrack, groups and the audit log";

/// What passes for nothing: blank lines, comments, headers of dumps.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim_ascii();
    text.is_empty()
        || text.starts_with('#')
        || text == "FLOW"
        || ["OFPST_", "NXST_"].iter().any(|start| text.starts_with(start))
}

/// Explains a text, of the kind that is given or by its shape.
pub(super) fn explain(text: &str, kind: Option<Kind>, context: Context<'_>) -> Vec<Answer> {
    let text = text.trim_ascii();
    let answers = match kind {
        Some(kind) => of_kind(text, kind, context),
        None => by_shape(text, context),
    };
    match answers {
        Ok(answers) if !answers.is_empty() => answers,
        Ok(_) => vec![Answer::unexplained(text, "of no known shape")],
        Err(why) => vec![Answer::unexplained(text, why)],
    }
}

fn by_shape(text: &str, context: Context<'_>) -> Result<Vec<Answer>, String> {
    if audit_log::is_audit_log(text) || text.contains("Antrea:I:") || text.contains("Antrea:O:") {
        return of_kind(text, Kind::Log, context);
    }
    if text.contains("actions=") && !text.starts_with("actions=") && !text.starts_with("group_id=") {
        return of_kind(text, Kind::Flow, context);
    }
    if text.starts_with("group_id=") {
        return of_kind(text, Kind::Group, context);
    }
    if text.contains("orig=(") || text.matches("src=").count() == 2 {
        return of_kind(text, Kind::Conntrack, context);
    }
    if let Some(number) = Masked::read(text) {
        return Ok(readings(number, text, context));
    }
    // `ct_mark=0x12`, `mark 18` and `group 5`.
    if let Some((name, value)) = text.split_once(['=', ' '])
        && let Some(kind @ (Kind::Cookie | Kind::Label | Kind::Mark | Kind::Rule | Kind::Zone | Kind::Group)) =
            Kind::of_word(name.trim_ascii())
        && Masked::read(value.trim_ascii()).is_some()
    {
        return of_kind(value.trim_ascii(), kind, context);
    }
    Ok(flow::matching(text, context).or_else(|| flow::acting(text, context)).into_iter().collect())
}

/// A number without a word: all that it may be.
fn readings(number: Masked, text: &str, context: Context<'_>) -> Vec<Answer> {
    let Masked { value, mask, hex } = number;
    let mut answers = Vec::new();
    if let Some(mask) = mask {
        let cookie_mask = u64::try_from(mask).ok().filter(|mask| mask >> 48 != 0 || mask & (0xff << 40) == 0xff << 40);
        let labels = mask == u128::from(u32::MAX) || mask == u128::from(u32::MAX) << 32 || mask > u128::from(u64::MAX);
        if let (Some(mask), Ok(value), false) = (cookie_mask, u64::try_from(value), labels) {
            answers.push(cookie(value, mask, text, &context));
        } else if labels {
            answers.push(label(value, mask, text, &context));
        } else if is_mark(value & mask, &context) && mask <= u128::from(u32::MAX) {
            answers.push(mark(value, mask, text, &context));
        }
        return answers;
    }
    // A cookie's round is never 0, and it stands in the two highest bytes of eight.
    match u64::try_from(value) {
        Ok(value) if value >> 48 != 0 => answers.push(cookie(value, u64::MAX, text, &context)),
        Ok(value) if value >> 32 != 0 => answers.push(label(value.into(), u128::MAX, text, &context)),
        Ok(_) => answers.extend(small(value, hex, text, context)),
        Err(_) => answers.push(label(value, u128::MAX, text, &context)),
    }
    answers
}

/// A number below 2^32.
fn small(value: u128, hex: bool, text: &str, context: Context<'_>) -> Vec<Answer> {
    let mut answers = Vec::new();
    answers.extend(rule_id(value).into_iter().flat_map(|id| rule::explain(id, text, context.world)));
    if is_mark(value, &context) {
        answers.push(mark(value, u128::MAX, text, &context));
    }
    if let Some(number) = u16::try_from(value).ok().filter(|number| *number != 0 && registers::zone(*number).is_some())
    {
        answers.push(zone(number, text));
    }
    if hex && value != 0 {
        answers.push(label(value, u128::MAX, text, &context));
    }
    answers
}

/// Something that is said to be of a kind.
fn of_kind(text: &str, kind: Kind, context: Context<'_>) -> Result<Vec<Answer>, String> {
    let bare =
        text.split_once('=').filter(|(name, _)| Kind::of_word(name) == Some(kind)).map_or(text, |(_, value)| value);
    let number = || Masked::read(bare.trim_ascii()).ok_or_else(|| format!("no {}: {bare:?} is no number", kind.name()));
    let too_big = || format!("no {}: {bare} is too big", kind.name());
    let one = |answer: Option<Answer>| {
        answer
            .map(|answer| vec![answer])
            .ok_or_else(|| format!("no {}", if kind == Kind::Log { "line of the audit log" } else { kind.name() }))
    };
    match kind {
        Kind::Cookie => {
            let number = number()?;
            let value = u64::try_from(number.value).map_err(|_| too_big())?;
            let mask = number.mask.map_or(u64::MAX, |mask| mask as u64);
            Ok(vec![cookie(value, mask, text, &context)])
        }
        Kind::Rule => {
            let id = rule_id(number()?.value).ok_or_else(too_big)?;
            Ok(rule::explain(id, text, context.world))
        }
        Kind::Label => {
            let number = number()?;
            Ok(vec![label(number.value, number.mask.unwrap_or(u128::MAX), text, &context)])
        }
        Kind::Mark => {
            let number = number()?;
            let value = u32::try_from(number.value).map_err(|_| too_big())?;
            Ok(vec![mark(value.into(), number.mask.unwrap_or(u128::MAX), text, &context)])
        }
        Kind::Zone => Ok(vec![zone(u16::try_from(number()?.value).map_err(|_| too_big())?, text)]),
        Kind::Match => one(flow::matching(text, context)),
        Kind::Action => one(flow::acting(text, context)),
        Kind::Flow => flow::flow(text, context).map(|answer| vec![answer]),
        Kind::Log => one(log::explain(text, context)),
        Kind::Conntrack => conntrack::explain(text, context).map(|answer| vec![answer]),
        Kind::Group => match Masked::read(bare.trim_ascii()) {
            Some(Masked { value, mask: None, .. }) => {
                Ok(vec![group::number(u32::try_from(value).map_err(|_| too_big())?, text, context)])
            }
            _ => group::explain(text, context).map(|answer| vec![answer]),
        },
    }
}
