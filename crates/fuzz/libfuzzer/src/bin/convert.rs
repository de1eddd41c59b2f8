//! `cargo +nightly fuzz run --fuzz-dir crates/fuzz/libfuzzer convert`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hognose_fuzz::convert::convert(bytes));
