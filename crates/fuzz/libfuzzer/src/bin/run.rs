//! `cargo +nightly fuzz run --fuzz-dir crates/fuzz/libfuzzer run`
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hognose_fuzz::run::run(bytes));
