//! Hands the command line over and exits with the code that comes back.

fn main() -> std::process::ExitCode {
    antstats::cmd::run(std::env::args_os())
}
