//! What the README shows is what comes out: each command in a `console` block, with the lines below it.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

/// How a reader starts the program: from the sources, and as a plugin.
const STARTS: &[&str] = &["cargo run --release -- ", "kubectl antstats "];

/// Commands of the `console` blocks with the text that follows them.
fn commands(readme: &str) -> Vec<(&str, String)> {
    let mut commands: Vec<(&str, String)> = Vec::new();
    let mut console = false;
    for line in readme.lines() {
        if let Some(language) = line.strip_prefix("```") {
            console = language == "console";
        } else if console {
            match (line.strip_prefix("$ "), commands.last_mut()) {
                (Some(command), _) => commands.push((command, String::new())),
                (None, Some((_, output))) => output.extend([line, "\n"]),
                (None, None) => panic!("a console block begins without a command: {line}"),
            }
        }
    }
    commands
}

#[test]
fn console_blocks_are_what_comes_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let commands = commands(&readme);
    assert!(commands.len() >= 3, "{commands:?}");
    for (command, shown) in commands {
        let words = STARTS.iter().find_map(|start| command.strip_prefix(start));
        let words = words.unwrap_or_else(|| panic!("not a command of this program: {command}")).split(' ');
        let mut run = Command::new(env!("CARGO_BIN_EXE_kubectl-antstats"));
        let output = run.args(words).env_clear().current_dir(root).output().unwrap();
        let printed = [output.stdout, output.stderr].concat();
        assert_eq!(String::from_utf8(printed).unwrap(), shown, "{command}");
    }
}
