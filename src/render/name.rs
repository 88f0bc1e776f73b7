//! One name a line (`antreaclusternetworkpolicy/web`), for `xargs` and loops.

use std::io::{self, Write};

use super::sanitize::sanitize;
use super::{Look, Render};
use crate::model::report::{Part, Report};

/// The format.
pub(super) struct Name;

impl Render for Name {
    fn render(&self, report: &Report<'_>, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut named = report.rows.iter(Part::Name).filter(|row| !row.name.is_empty());
        named.try_for_each(|row| writeln!(out, "{}", sanitize(&row.name)))
    }
}
