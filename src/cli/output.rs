//! The value of `-o`: the name of a format, and for some of them `=` and what they are told.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, Command};

use super::get::FormatHelp;

/// Takes what one of the formats is asked for with.
#[derive(Clone)]
pub(super) struct OutputParser {
    formats: Vec<FormatHelp>,
    /// For names alone: it knows which is meant by a typo.
    names: PossibleValuesParser,
}

impl OutputParser {
    pub(super) fn new(formats: &[FormatHelp]) -> OutputParser {
        let names = formats.iter().map(|format| PossibleValue::new(format.name).help(format.help));
        OutputParser { formats: formats.to_vec(), names: PossibleValuesParser::new(names.collect::<Vec<_>>()) }
    }
}

impl TypedValueParser for OutputParser {
    type Value = String;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        let Some(typed) = value.to_str() else { return self.names.parse_ref(command, argument, value) };
        let (name, told) = typed.split_once('=').map_or((typed, None), |(name, told)| (name, Some(told)));
        let format = self.formats.iter().find(|format| format.name == name);
        let refuse = |tip: String| {
            let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
            error.insert(ContextKind::InvalidArg, ContextValue::String("--output <FORMAT>".to_owned()));
            error.insert(ContextKind::InvalidValue, ContextValue::String(typed.to_owned()));
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
            Err(error)
        };
        match (format, told) {
            (Some(FormatHelp { argument: Some(argument), .. }), None | Some("")) => {
                refuse(format!("{name} is told what to print: {name}={argument}"))
            }
            (Some(FormatHelp { argument: None, .. }), Some(_)) => refuse(format!("{name} takes nothing: -o {name}")),
            (Some(_), _) => Ok(typed.to_owned()),
            // Whatever stands behind the =, a wrong name is what is wrong.
            (None, _) => {
                self.names.parse_ref(command, argument, if name.is_empty() { value } else { OsStr::new(name) })
            }
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.names.possible_values()
    }
}
