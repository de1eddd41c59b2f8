//! Private development tool: dis FILE | check FILES
use std::sync::Arc;
fn one(path: &str, show: bool) -> String {
    let Ok(text) = std::fs::read_to_string(path) else { return "skip".into() };
    let (module, errors) = hognose_grammar::parse(&text);
    if let Some(e) = errors.first() {
        return format!("parse: {} [{}]", e.message, e.span.start);
    }
    let file = Arc::new(hognose_source::SourceFile::new(path.to_owned(), text));
    match hognose_compiler::compile(&module, file.clone()) {
        Err(errors) => {
            let e = &errors[0];
            let lc = file.line_column(e.span.start);
            let le = file.line_column(e.span.end);
            format!("{:?}: {} ({}, {}, {}, {})", e.kind, e.message, lc.line, lc.column + 1, le.line, le.column + 1)
        }
        Ok(code) => {
            if show {
                print!("{}", hognose_bytecode::disassemble(&code));
            }
            match hognose_bytecode::verify(&code) {
                Ok(()) => "ok".into(),
                Err(e) => format!("VERIFY {e}"),
            }
        }
    }
}
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args[0] == "dis" {
        println!("{}", one(&args[1], true));
        return;
    }
    for path in &args[1..] {
        println!("{path}: {}", one(path, false));
    }
}
