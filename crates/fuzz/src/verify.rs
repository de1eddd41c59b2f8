//! Code objects that no compiler made: a script's, and after the byte 255 what is changed in its code. What the verifier
//! accepts must run under limits to some end, whatever it computes.

use crate::bytes::Bytes;
use crate::mutate::mutate;
use hognose_bytecode::Code;
use hognose_compiler::CompileOptions;
use hognose_runtime::host::Host;
use hognose_runtime::module::{Builtins, CompileRequest, Compiled};
use hognose_runtime::vm::{Limits, Outcome, Vm};
use hognose_source::{CompileErrors, SourceFile, Warnings};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Begins the changes: no byte of a text in UTF-8.
const CHANGES: u8 = 255;

/// Compiles, changes and runs.
pub fn verify(bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == CHANGES).unwrap_or(bytes.len());
    let (text, changes) = bytes.split_at(end);
    let Ok(text) = std::str::from_utf8(text) else { return };
    let request = CompileRequest { file: "fuzz.py", source: text.as_bytes(), hidden: false };
    let Ok(compiled) = compile(&request) else { return };
    let code = mutate(&compiled.code, &mut Bytes::new(changes.get(1..).unwrap_or_default()));
    // The disassembler shows what the verifier refuses.
    assert!(!hognose_bytecode::disassemble(&code).is_empty());
    if hognose_bytecode::verify(&code).is_ok() {
        run(&code);
    }
}

fn run(code: &Arc<Code>) {
    let host = Host::default();
    let limits = Limits {
        fuel: 50_000,
        slice: 10_000,
        memory: Some(8 << 20),
        recursion: 100,
        output: 10_000,
        tasks: 100,
        timers: 100,
        deadline: Some(host.clock.monotonic() + Duration::from_secs(1000)),
        ..Limits::default()
    };
    let mut vm = Vm::new(builtins(), limits, host);
    vm.start_main(code);
    loop {
        match vm.go_on() {
            Outcome::Preempted => {}
            Outcome::Waiting(Some(until)) => vm.host.sleep(until.saturating_sub(vm.host.clock.monotonic())),
            Outcome::Raised(exception) => {
                assert!(vm.render_traceback(exception).is_ok_and(|text| !text.is_empty()));
                break;
            }
            Outcome::Returned(_) | Outcome::Waiting(None) | Outcome::Ended(_) => break,
        }
    }
    vm.finish();
}

fn compile(request: &CompileRequest<'_>) -> Result<Compiled, CompileErrors> {
    let text = String::from_utf8_lossy(request.source);
    let file = Arc::new(SourceFile::new(request.file, text.as_ref()));
    let parsed = hognose_grammar::parse(file.text());
    let warnings = Warnings { file: file.clone(), diagnostics: parsed.warnings };
    if !parsed.errors.is_empty() || text.contains('\0') {
        return Err(CompileErrors { file, diagnostics: parsed.errors, warnings });
    }
    let options = CompileOptions { hidden: request.hidden };
    match hognose_compiler::compile_with(&parsed.module, file.clone(), options).code {
        Ok(code) => Ok(Compiled { code, warnings }),
        Err(diagnostics) => Err(CompileErrors { file, diagnostics, warnings }),
    }
}

fn builtins() -> Arc<Builtins> {
    static BUILTINS: OnceLock<Arc<Builtins>> = OnceLock::new();
    let make = || Arc::new(Builtins::new(hognose_stdlib::MODULES, Vec::new(), Arc::new(compile)));
    BUILTINS.get_or_init(make).clone()
}
