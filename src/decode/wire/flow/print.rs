//! Prints the line of a flow.

use super::{Entry, Fields};
use crate::decode::wire::actions;
use crate::decode::wire::cursor::{Bad, Cursor};
use crate::decode::wire::matches;
use crate::decode::wire::message::Version;
use crate::decode::wire::number::{bare_hexadecimal, decimal, duration};

/// The priority that is not printed: `OFP_DEFAULT_PRIORITY`.
const DEFAULT_PRIORITY: u16 = 0x8000;

/// `OFPFF_*`, from the lowest bit.
const FLAGS: [&str; 5] = ["send_flow_rem ", "check_overlap ", "reset_counts ", "no_packet_counts ", "no_byte_counts "];

impl Entry<'_> {
    /// Prints the line of the flow, its space in front with it and no line feed behind. `scratch` is room that is used again.
    ///
    /// # Errors
    /// Match or instructions are not what they should be; then part of the line is there.
    pub fn print(&self, out: &mut String, scratch: &mut Vec<u8>) -> Result<(), Bad> {
        out.push_str(" cookie=0x");
        bare_hexadecimal(out, self.cookie);
        out.push_str(", duration=");
        duration(out, self.duration.0, self.duration.1);
        out.push_str(", table=");
        decimal(out, self.table);
        for (name, count) in [(", n_packets=", self.packets), (", n_bytes=", self.bytes)] {
            out.push_str(name);
            match count {
                u64::MAX => out.push('?'),
                count => decimal(out, count),
            }
        }
        out.push_str(", ");
        let number = |out: &mut String, name: &str, number: u32| {
            out.push_str(name);
            decimal(out, number);
            out.push_str(", ");
        };
        if self.idle_timeout != 0 {
            number(out, "idle_timeout=", u32::from(self.idle_timeout));
        }
        if self.hard_timeout != 0 {
            number(out, "hard_timeout=", u32::from(self.hard_timeout));
        }
        let flags = FLAGS.iter().enumerate().filter(|(bit, _)| self.flags >> bit & 1 == 1);
        flags.for_each(|(_, name)| out.push_str(name));
        if self.importance != 0 {
            number(out, "importance=", u32::from(self.importance));
        }
        if let Some(age) = self.idle_age {
            number(out, "idle_age=", age);
        }
        if let Some(age) = self.hard_age.filter(|age| *age != self.duration.0) {
            number(out, "hard_age=", age);
        }
        let before = out.len();
        if self.priority != DEFAULT_PRIORITY {
            out.push_str("priority=");
            decimal(out, self.priority);
            out.push(',');
        }
        self.print_match(out, scratch)?;
        if out.len() > before {
            out.pop();
            out.push(' ');
        }
        out.push_str("actions=");
        self.print_actions(out)
    }

    /// Prints what it matches, with a comma behind each field.
    ///
    /// # Errors
    /// As [`Entry::print`].
    pub fn print_match(&self, out: &mut String, scratch: &mut Vec<u8>) -> Result<(), Bad> {
        match self.fields {
            Fields::Tlvs(cursor) => matches::print(out, cursor),
            Fields::Standard(standard) => {
                standard.fields(scratch);
                matches::print(out, Cursor::new(scratch, 0))
            }
        }
    }

    /// Prints what it does, as it stands behind `actions=`.
    ///
    /// # Errors
    /// As [`Entry::print`].
    pub fn print_actions(&self, out: &mut String) -> Result<(), Bad> {
        match self.shape.version() {
            version @ Version::V10 => actions::actions(out, self.instructions, version),
            version => actions::instructions(out, self.instructions, version),
        }
    }
}
