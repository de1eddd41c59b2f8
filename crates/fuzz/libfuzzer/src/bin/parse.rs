//! `cargo +nightly fuzz run --fuzz-dir crates/fuzz/libfuzzer parse`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hognose_fuzz::parse::parse(bytes));
