//! Hostile input through the built binary: whatever comes, it ends in bounded time and memory, with the right exit code, without a panic, with
//! output that is valid for its format and without a control character that came from outside.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may panic
#![cfg(unix)]

mod archives;
mod dumps;
mod objects;
mod pipes;
mod run;
