//! A process with what it cost, as Linux tells it.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The clock of `/proc/PID/stat` (`USER_HZ`, proc_pid_stat(5)).
const TICK: Duration = Duration::from_millis(10);
const LOOK: Duration = Duration::from_millis(2);

/// What a process said and cost.
#[derive(Debug, Default)]
pub struct Measured {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    pub wall: Duration,
    /// User and system time.
    pub cpu: Duration,
    /// The most memory that was resident, in KiB.
    pub peak: u64,
}

impl Measured {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Measured {
        let mut measured = Measured::default();
        let begun = Instant::now();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let place = format!("/proc/{}", child.id());
        std::thread::scope(|scope| {
            scope.spawn(|| stdout.read_to_string(&mut measured.stdout).unwrap());
            scope.spawn(|| stderr.read_to_string(&mut measured.stderr).unwrap());
            // Until it is waited for, an ended process still has its times.
            loop {
                let status = fs::read_to_string(format!("{place}/status")).unwrap();
                let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
                measured.peak = measured.peak.max(peak.map_or(0, |kilobytes| kilobytes.trim().parse().unwrap()));
                let stat = fs::read_to_string(format!("{place}/stat")).unwrap();
                let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
                if fields[0] == "Z" {
                    let ticks: u32 = fields[11..13].iter().map(|field| field.parse::<u32>().unwrap()).sum();
                    measured.cpu = TICK * ticks;
                    break;
                }
                std::thread::sleep(LOOK);
            }
            measured.wall = begun.elapsed();
        });
        measured.code = child.wait().unwrap().code();
        measured
    }
}
