//! From source text to code: parser and compiler in one call, for programs and for the imports of a running script.

use crate::syntax_error::cannot_decode;
use hognose_compiler::CompileOptions;
use hognose_runtime::module::{CompileHook, CompileRequest, Compiled};
use hognose_source::{CompileErrors, Diagnostic, SourceFile, Span, Warnings};
use std::sync::Arc;

/// The longest source text.
const LONGEST: usize = u32::MAX as usize - 1;

/// Compiles a module's text.
pub(crate) fn compile(file: &str, source: &str, hidden: bool) -> Result<Compiled, CompileErrors> {
    if source.len() > LONGEST {
        return Err(refuse(file, "source text is longer than 4 GiB"));
    }
    if source.contains('\0') {
        return Err(refuse(file, "source code cannot contain null bytes"));
    }
    let file = Arc::new(SourceFile::new(file, source));
    let parsed = hognose_grammar::parse(file.text());
    let mut warnings = Warnings { file: file.clone(), diagnostics: parsed.warnings };
    if !parsed.errors.is_empty() {
        return Err(CompileErrors { file, diagnostics: parsed.errors, warnings });
    }
    let compiled = hognose_compiler::compile_with(&parsed.module, file.clone(), CompileOptions { hidden });
    warnings.diagnostics.extend(compiled.warnings);
    match compiled.code {
        Ok(code) => Ok(Compiled { code, warnings }),
        Err(diagnostics) => Err(CompileErrors { file, diagnostics, warnings }),
    }
}

/// Compiles bytes that ought to be UTF-8.
pub(crate) fn compile_bytes(file: &str, source: &[u8], hidden: bool) -> Result<Compiled, CompileErrors> {
    match std::str::from_utf8(source) {
        Ok(text) => compile(file, text, hidden),
        Err(error) => Err(cannot_decode(file, source, error.valid_up_to())),
    }
}

/// What imports use.
pub(crate) fn hook() -> CompileHook {
    Arc::new(|request: &CompileRequest<'_>| compile_bytes(request.file, request.source, request.hidden))
}

fn refuse(file: &str, message: &str) -> CompileErrors {
    let file = Arc::new(SourceFile::new(file, ""));
    let warnings = Warnings { file: file.clone(), diagnostics: Vec::new() };
    CompileErrors { file, diagnostics: vec![Diagnostic::syntax(Span::new(0, 0), message)], warnings }
}
