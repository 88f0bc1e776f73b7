use std::cell::RefCell;
use std::rc::Rc;

use super::*;
use crate::error::exit_code;

#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is on standard error after `act`.
fn said(quiet: bool, verbose: u8, act: impl FnOnce(&mut Ui)) -> String {
    let err = Shared::default();
    act(&mut Ui::to(Box::new(io::sink()), Box::new(err.clone()), quiet, verbose));
    let bytes = err.0.take();
    String::from_utf8(bytes).unwrap()
}

fn notes(ui: &mut Ui, path: &str, count: u64) {
    for line in 1..=count {
        ui.note(&Note { path: path.into(), line, column: 0, why: "no flow".into() });
    }
}

#[test]
fn colour_is_decided_by_flag_then_environment_then_terminal() {
    for (choice, terminal, variables, wanted) in [
        (ColorChoice::Auto, true, &[][..], true),
        (ColorChoice::Auto, false, &[], false),
        (ColorChoice::Always, false, &[("NO_COLOR", "1"), ("TERM", "dumb")], true),
        (ColorChoice::Never, true, &[("CLICOLOR_FORCE", "1")], false),
        (ColorChoice::Auto, true, &[("NO_COLOR", "1")], false),
        (ColorChoice::Auto, true, &[("NO_COLOR", "")], true),
        (ColorChoice::Auto, true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
        (ColorChoice::Auto, true, &[("TERM", "dumb")], false),
        (ColorChoice::Auto, true, &[("TERM", "xterm-256color")], true),
        (ColorChoice::Auto, true, &[("CLICOLOR", "0")], false),
        (ColorChoice::Auto, false, &[("CLICOLOR_FORCE", "1")], true),
        (ColorChoice::Auto, false, &[("CLICOLOR_FORCE", "0")], false),
    ] {
        let variable =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(*value));
        assert_eq!(wants_color(choice, terminal, variable), wanted, "{choice:?} {terminal} {variables:?}");
    }
}

#[test]
fn notes_of_a_file_are_bounded_and_counted() {
    let text = said(false, 0, |ui| {
        notes(ui, "a.txt", 143);
        notes(ui, "b.txt", 20);
        ui.end_notes();
        notes(ui, "a.txt", 1);
        ui.end_notes();
    });
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 20 + 20 + 1 + 1);
    assert_eq!(lines[0], "note: a.txt:1: no flow");
    assert_eq!(lines[40], "note: a.txt: and 123 more (all of them with -v)");
    assert_eq!(said(false, 1, |ui| notes(ui, "a.txt", 143)).lines().count(), 143);
    assert_eq!(said(true, 0, |ui| notes(ui, "a.txt", 143)), "");
}

#[test]
fn quiet_leaves_errors_alone() {
    let act = |ui: &mut Ui| {
        ui.warn("w");
        ui.hint("h");
        ui.status("s");
        ui.detail("d");
        ui.gap(&Gap { node: Some("n1".into()), what: "flows".into(), why: "absent".into() });
        ui.gap(&Gap { node: None, what: "policies".into(), why: "absent".into() });
        ui.error(&Error::failed("e").hint("try"));
    };
    let common = "warning: w\nhint: h\ns\n";
    let rest = "warning: node n1: flows: absent\nwarning: policies: absent\nerror: e\nhint: try\n";
    assert_eq!(said(false, 0, act), format!("{common}{rest}"));
    assert_eq!(said(false, 1, act), format!("{common}d\n{rest}"));
    assert_eq!(said(true, 1, act), "error: e\nhint: try\n");
}

#[test]
fn what_is_said_is_harmless() {
    let hostile = "\x1b[2Ja\u{202e}b\nc\r\n";
    for (label, act) in [
        ("warning: ", (|ui, text| ui.warn(text)) as fn(&mut Ui, &str)),
        ("hint: ", |ui, text| ui.hint(text)),
        ("", |ui, text| ui.status(text)),
        ("", |ui, text| ui.detail(text)),
        ("error: ", |ui, text| ui.error(&Error::failed(text))),
        ("note: f: ", |ui, text| ui.note(&Note { path: "f".into(), line: 0, column: 0, why: text.to_string() })),
    ] {
        assert_eq!(said(false, 1, |ui| act(ui, hostile)), format!("{label}\\u{{1b}}[2Ja\\u{{202e}}b\\nc\n"));
    }
    assert_eq!(said(false, 0, |ui| ui.lines(hostile)), "\\u{1b}[2Ja\\u{202e}b\nc\n");
    let usage = Error::usage("a\nb").with_usage("\nUsage: c\u{202e}\n");
    assert_eq!(said(false, 0, |ui| ui.error(&usage)), "error: a\\nb\n\nUsage: c\\u{202e}\n");
}

#[test]
fn a_reader_that_went_away_is_quiet_and_a_full_disk_is_not() {
    struct Failing(io::ErrorKind);
    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }
    for (kind, code, expected) in [
        (io::ErrorKind::BrokenPipe, 0, ""),
        (io::ErrorKind::StorageFull, 1, "error: cannot write to standard output: no storage space\n"),
    ] {
        let err = Shared::default();
        let mut ui = Ui::to(Box::new(Failing(kind)), Box::new(err.clone()), false, 0);
        let error = ui.print(|out| out.write_all(b"x")).unwrap_err();
        ui.error(&error);
        assert_eq!(exit_code(&Err(error)), code);
        assert_eq!(String::from_utf8(err.0.take()).unwrap(), expected);
    }
}
