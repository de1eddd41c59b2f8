//! Any bytes as source text: they are compiled, or refused with a place in the text; what the compiler makes, the verifier
//! accepts.

use hognose_source::SourceFile;
use std::sync::Arc;

/// Parses and compiles the bytes.
pub fn parse(bytes: &[u8]) {
    let engine = crate::run::engine();
    let compiled = engine.compile_bytes("fuzz.py", bytes);
    if let Err(error) = &compiled {
        assert!(!error.traceback().is_empty());
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let parsed = hognose_grammar::parse(text);
    for diagnostic in parsed.errors.iter().chain(&parsed.warnings) {
        // What is missing at the end is said to be behind it.
        let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
        assert!(start <= end && text.is_char_boundary(start.min(text.len())), "{:?}", diagnostic.span);
    }
    if parsed.errors.is_empty() && !text.contains('\0') {
        let file = Arc::new(SourceFile::new("fuzz.py", text));
        match hognose_compiler::compile(&parsed.module, file).code {
            Ok(code) => {
                assert_eq!(hognose_bytecode::verify(&code), Ok(()));
                assert!(!hognose_bytecode::disassemble(&code).is_empty());
            }
            Err(errors) => assert!(!errors.is_empty()),
        }
    }
}
