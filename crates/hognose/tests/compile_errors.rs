//! What the compiler says to hosts that hold it wrong.

#[test]
fn misuse_is_refused_with_a_reason() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
