//! The built binary's manners: streams, exit codes, broken pipes.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::{Command, Output, Stdio};

fn antstats(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
    command.args(words).env_clear().stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn run(words: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = antstats(words).output().unwrap();
    (status.code(), text(&stdout), text(&stderr))
}

#[test]
fn the_version_is_the_crate_s() {
    let expected = format!("kubectl-antstats {}\n", env!("CARGO_PKG_VERSION"));
    for words in [["version"], ["--version"], ["-V"]] {
        assert_eq!(run(&words), (Some(0), expected.clone(), String::new()), "{words:?}");
    }
}

#[test]
fn help_goes_to_standard_output() {
    for words in [&["--help"][..], &["-h"], &["get", "--help"], &["completion", "--help"]] {
        let (code, stdout, stderr) = run(words);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{words:?}");
        assert!(stdout.contains("Usage: kubectl antstats"), "{stdout}");
        assert!(!stdout.contains('\u{1b}'), "{stdout:?}");
    }
}

#[test]
fn a_wrong_command_line_is_exit_2_on_standard_error() {
    for (words, expected) in [
        (&["gte"][..], "error: unrecognized verb 'gte'"),
        (&["--nope"], "error: unexpected argument '--nope'"),
        (&["get", "nope"], "'nope'"),
        (&["completion", "tcsh"], "error: invalid value 'tcsh'"),
        (&[], "Usage: kubectl antstats"),
        (&["get"], "Usage: kubectl antstats get"),
        (&["\u{1b}[2J"], "error: unrecognized verb"),
        (&["\u{202e}teg"], "error: unrecognized verb '\\u{202e}teg'"),
    ] {
        let (code, stdout, stderr) = run(words);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{words:?}");
        assert!(stderr.contains(expected), "{words:?}: {stderr}");
        assert!(!stderr.contains('\u{1b}'), "{stderr:?}");
    }
}

#[test]
fn colour_is_given_when_asked_for() {
    let (_, stdout, _) = run(&["--color=always", "--help"]);
    assert!(stdout.contains('\u{1b}'));
    let (_, _, stderr) = run(&["--color=always", "nope"]);
    assert!(stderr.starts_with("\u{1b}[31;1merror:\u{1b}[0m "), "{stderr:?}");
    let forced = antstats(&["--color=never", "nope"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(text(&forced.stderr).starts_with("error: "));
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let (code, stdout, stderr) = run(&["completion", shell]);
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{shell}");
        assert!(stdout.contains("kubectl-antstats"), "{shell}");
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for words in [&["version"][..], &["--help"], &["completion", "bash"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = antstats(words).stdout(writer).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""), "{words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output =
        antstats(&["version"]).stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let expected = "error: cannot write to standard output: No space left on device (os error 28)\n";
    assert_eq!(text(&output.stderr), expected);
}

#[test]
fn docs_are_written_below_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    assert_eq!(run(&["docs", path]), (Some(0), String::new(), String::new()));
    assert!(folder.path().join("man/kubectl-antstats-get.1").exists());
    fs::write(folder.path().join("README.md"), "no marks\n").unwrap();
    let (code, _, stderr) = run(&["docs", path]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("no line \"<!-- nouns -->\""), "{stderr}");
}
