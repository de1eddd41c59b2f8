//! `cargo +nightly fuzz run --fuzz-dir crates/fuzz/libfuzzer verify`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hognose_fuzz::verify::verify(bytes));
