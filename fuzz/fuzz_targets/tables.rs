#![no_main]

#[allow(dead_code)]
#[path = "../documents.rs"]
mod documents;

libfuzzer_sys::fuzz_target!(|data: &[u8]| documents::tables(data));
