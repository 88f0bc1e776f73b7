#![no_main]

#[allow(dead_code)]
#[path = "../wire.rs"]
mod wire;

libfuzzer_sys::fuzz_target!(|data: &[u8]| wire::wire_flows(data));
