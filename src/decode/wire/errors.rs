//! `OFPT_ERROR`: why a switch refuses, with the names that `ovs-ofctl` prints.
//!
//! An experimenter's error has a number of its own. OpenFlow 1.0 has no place for one; Nicira made it with a type that nobody else uses
//! (`struct nx_vendor_error` of Open vSwitch's `include/openflow/nicira-ext.h`).

mod table;

use std::fmt;

use super::cursor::Bad;
use super::message::{Message, Version};

/// Nicira, and so Open vSwitch: `NX_VENDOR_ID`.
const NICIRA: u32 = 0x0000_2320;
/// Open Networking Foundation: `ONF_VENDOR_ID`.
const ONF: u32 = 0x4f4e_4600;
/// `OFPT_ERROR`.
const KIND: u8 = 1;
/// `OFPET_EXPERIMENTER`: since OpenFlow 1.2.
const EXPERIMENTER: u16 = 0xffff;
/// `NXET_VENDOR`: the same in OpenFlow 1.0.
const NICIRA_V10: u16 = 0xb0c2;

/// What a switch answers when it does not do what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The protocol of the answer.
    pub version: Version,
    /// Which question it answers.
    pub xid: u32,
    /// Who made the error up; 0 for OpenFlow itself.
    pub experimenter: u32,
    /// `OFPET_*`, or the experimenter's type.
    pub kind: u16,
    /// Which error of that type; an experimenter's error has none since OpenFlow 1.3.
    pub code: u16,
}

impl Refusal {
    /// Reads a message of the type `OFPT_ERROR`; `None` for others.
    ///
    /// # Errors
    /// It is shorter than any error, or its version is not spoken.
    pub fn read(message: &Message<'_>) -> Result<Option<Refusal>, Bad> {
        if message.header.kind != KIND {
            return Ok(None);
        }
        let mut body = message.body();
        let version = Version::from_number(message.header.version)
            .ok_or(Bad { at: 0, why: "an OpenFlow version that is not spoken" })?;
        let (mut kind, mut code, mut experimenter) = (body.u16()?, body.u16()?, 0);
        if version > Version::V10 && kind == EXPERIMENTER {
            (kind, code, experimenter) = (code, 0, body.u32()?);
        } else if version == Version::V10 && kind == NICIRA_V10 {
            (experimenter, kind, code) = (body.u32()?, body.u16()?, body.u16()?);
        }
        Ok(Some(Refusal { version, xid: message.header.xid.get(), experimenter, kind, code }))
    }

    /// As `ovs-ofctl` prints it: `OFPBRC_BAD_STAT`.
    pub fn name(&self) -> Option<&'static str> {
        let word = |names: &'static str, at: u16| names.split(' ').nth(at.into()).filter(|name| *name != "-");
        if self.experimenter == 0 {
            let types = if self.version == Version::V10 { table::V10 } else { table::SINCE_V13 };
            return types.iter().filter(|(kind, _)| *kind == self.kind).find_map(|(_, names)| word(names, self.code));
        }
        if self.version == Version::V10 {
            let here = |(kind, first, names): &(u16, u16, &'static str)| {
                word(names, self.code.checked_sub(*first).filter(|_| *kind == self.kind)?)
            };
            return table::NICIRA_V10.iter().filter(|_| self.experimenter == NICIRA).find_map(here);
        }
        let here = |(who, first, names): &(u32, u16, &'static str)| {
            word(names, self.kind.checked_sub(*first).filter(|_| *who == self.experimenter)?)
        };
        table::EXPERIMENTERS.iter().find_map(here)
    }

    /// What it means for somebody who looks at a switch; `None` for what only a controller meets.
    pub fn meaning(&self) -> Option<&'static str> {
        Some(match self.name()? {
            "OFPHFC_INCOMPATIBLE" | "OFPBRC_BAD_VERSION" => "the bridge does not allow this OpenFlow version",
            "OFPBRC_BAD_TYPE" | "OFPBRC_BAD_STAT" | "OFPBRC_BAD_VENDOR" | "OFPBRC_BAD_SUBTYPE" => {
                "this switch does not know the question in this OpenFlow version"
            }
            "OFPBRC_BAD_LEN" | "OFPBPC_BAD_LEN" | "OFPBMC_BAD_LEN" => {
                "the switch expects another length of the question"
            }
            "OFPBRC_IS_SECONDARY" => "another controller has the switch for itself",
            "OFPBRC_BAD_TABLE_ID" | "OFPFMFC_BAD_TABLE_ID" | "OFPTMFC_BAD_TABLE" | "OFPTFFC_BAD_TABLE" => {
                "there is no such table"
            }
            "OFPBRC_BAD_PORT" | "OFPPMFC_BAD_PORT" | "OFPQOFC_BAD_PORT" => "there is no such port",
            "OFPBRC_MULTIPART_BUFFER_OVERFLOW" => "the question is longer than the switch takes",
            "OFPBRC_MULTIPART_REQUEST_TIMEOUT" | "OFPBRC_MULTIPART_REPLY_TIMEOUT" => "the rest took too long to come",
            "OFPBMC_BAD_TYPE" | "OFPBMC_BAD_FIELD" | "NXBRC_NXM_INVALID" | "NXBRC_NXM_BAD_TYPE" => {
                "the switch does not know a field that was asked for"
            }
            "OFPBMC_BAD_VALUE" | "OFPBMC_BAD_MASK" | "OFPBMC_BAD_WILDCARDS" => {
                "a field was asked for with a value that it cannot have"
            }
            "OFPBMC_BAD_PREREQ" => "a field was asked for without the protocol that it belongs to",
            "OFPBMC_DUP_FIELD" => "a field was asked for twice",
            "OFPGMFC_UNKNOWN_GROUP" | "OFPGMFC_INVALID_GROUP" => "there is no such group",
            "OFPMMFC_UNKNOWN_METER" | "OFPMMFC_INVALID_METER" => "there is no such meter",
            "NXBMC_CT_DATAPATH_SUPPORT" | "NXBAC_CT_DATAPATH_SUPPORT" => "the datapath cannot track connections",
            "NXBRC_UNENCODABLE_ERROR" => "the switch has an error that this OpenFlow version has no number for",
            "NXST_NOT_CONFIGURED" => "what was asked for is not set up on this switch",
            name if name.ends_with("_EPERM") => "the switch does not permit it",
            _ => return None,
        })
    }
}

/// The name, or the numbers where they have none, and what it means: `OFPBRC_BAD_STAT (this switch does not know ..)`.
impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name(), self.experimenter) {
            (Some(name), _) => out.write_str(name)?,
            (None, 0) => write!(out, "error type {} code {}", self.kind, self.code)?,
            (None, who) => write!(out, "error type {} code {} of experimenter {who:#x}", self.kind, self.code)?,
        }
        self.meaning().map_or(Ok(()), |meaning| write!(out, " ({meaning})"))
    }
}

#[cfg(test)]
mod tests;
