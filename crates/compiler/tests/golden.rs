//! The code of small programs, beside their source. `HOGNOSE_BLESS=1` writes the expected files anew.

use hognose_source::SourceFile;
use std::path::Path;
use std::sync::Arc;

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let source = std::fs::read_to_string(folder.join(format!("{name}.py"))).expect("the source is there");
    let hognose_grammar::Parsed { module, errors, .. } = hognose_grammar::parse(&source);
    assert!(errors.is_empty(), "{name}: {errors:?}");
    let file = Arc::new(SourceFile::new(format!("{name}.py"), source));
    let code = hognose_compiler::compile(&module, file).code.expect("the program is in the subset");
    assert_eq!(hognose_bytecode::verify(&code), Ok(()), "{name}");
    let shown = hognose_bytecode::disassemble(&code);
    let expected = folder.join(format!("{name}.dis"));
    if std::env::var_os("HOGNOSE_BLESS").is_some() {
        std::fs::write(expected, shown).expect("the folder can be written to");
        return;
    }
    let wanted = std::fs::read_to_string(expected).unwrap_or_default();
    assert!(shown == wanted, "the code of {name}.py has changed; HOGNOSE_BLESS=1 accepts this:\n{shown}");
}

#[test]
fn functions_closures_and_defaults() {
    check("functions");
}

#[test]
fn loops_test_at_their_end() {
    check("loops");
}

#[test]
fn classes_and_super() {
    check("classes");
}

#[test]
fn exceptions_and_context_managers() {
    check("exceptions");
}

#[test]
fn coroutines_and_asynchronous_generators() {
    check("coroutines");
}

#[test]
fn comprehensions_run_in_the_frame_around_them() {
    check("comprehensions");
}

#[test]
fn expressions_and_constants() {
    check("expressions");
}

#[test]
fn patterns() {
    check("patterns");
}
