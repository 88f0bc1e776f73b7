//! Readers that go away.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::run::{bounded, example};

#[test]
fn a_reader_that_took_enough_ends_the_run_quietly() {
    for format in ["table", "wide", "json", "yaml", "csv", "name"] {
        let words = ["get", "rules", "--quiet", "-o", format, "--from"];
        let mut child = bounded(&words).arg(example()).spawn().unwrap();
        let mut first = String::new();
        let mut reader = BufReader::with_capacity(1, child.stdout.take().unwrap());
        reader.read_line(&mut first).unwrap();
        drop(reader);
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{format}");
        assert!(!first.is_empty(), "{format}");
    }
}

#[test]
fn standard_output_that_is_closed_is_no_panic() {
    for redirect in [">&-", ">/dev/full", "2>&-", "<&-"] {
        let script = format!("exec \"$0\" get rules --from \"$1\" {redirect}");
        let output = std::process::Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_kubectl-antstats")])
            .arg(example())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{redirect}: {}: {stderr}", output.status);
        assert!(!stderr.contains("panicked"), "{redirect}: {stderr}");
    }
}
