#![no_main]

#[allow(dead_code)]
#[path = "../sockets.rs"]
mod sockets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| sockets::greeting(data));
