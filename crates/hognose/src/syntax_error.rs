//! Compile errors as CPython prints them: file, line, the line's text, carets, message.

use hognose_source::{CompileErrors, Diagnostic, SourceFile, Span, Warnings};
use std::fmt::Write as _;
use std::sync::Arc;

/// The first error as CPython prints it, without a line ending.
pub(crate) fn plain(errors: &CompileErrors) -> String {
    let Some(first) = errors.diagnostics.first() else { return String::new() };
    let file = &errors.file;
    let mut text = String::new();
    if !file.text().is_empty() {
        push_place(&mut text, file, first.span);
    }
    let _ = write!(text, "{}: {}", first.type_name(), first.message);
    text
}

fn push_place(text: &mut String, file: &SourceFile, span: Span) {
    let start = file.line_column(span.start);
    let line = file.line_text(start.line);
    let _ = writeln!(text, "  File \"{}\", line {}", file.name(), start.line);
    // CPython takes away spaces and form feeds, and tabs neither here nor at the end.
    let shown = line.trim_start_matches([' ', '\u{c}']);
    let _ = writeln!(text, "    {shown}");
    let indent = line.len() - shown.len();
    let Some(before) = (start.column as usize).checked_sub(indent) else { return };
    let after = (span.end.saturating_sub(span.start) as usize).saturating_add(before);
    let marked = shown.get(before..after.min(shown.len())).unwrap_or("");
    let carets = if span.is_empty() { 1 } else { marked.chars().count().max(1) };
    let space = shown.get(..before).unwrap_or(shown).chars();
    let space: String = space.map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
    let _ = writeln!(text, "    {space}{}", "^".repeat(carets));
}

/// CPython's words for a file that is not UTF-8.
pub(crate) fn cannot_decode(file: &str, source: &[u8], at: usize) -> CompileErrors {
    let before = source.get(..at).unwrap_or(source);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let byte = source.get(at).copied().unwrap_or(0);
    let message = format!(
        "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: invalid start byte (line {line})"
    );
    let valid: String = String::from_utf8_lossy(before).into_owned();
    let end = valid.len() as u32;
    let file = Arc::new(SourceFile::new(file, valid));
    let warnings = Warnings { file: file.clone(), diagnostics: Vec::new() };
    CompileErrors { file, diagnostics: vec![Diagnostic::syntax(Span::new(end, end), message)], warnings }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_error() {
        let file = Arc::new(SourceFile::new("x.py", "if x:\n    y = (1,\n"));
        let diagnostics = vec![Diagnostic::syntax(Span::new(14, 15), "'(' was never closed")];
        let warnings = Warnings { file: file.clone(), diagnostics: Vec::new() };
        let text = plain(&CompileErrors { file, diagnostics, warnings });
        assert_eq!(text, "  File \"x.py\", line 2\n    y = (1,\n        ^\nSyntaxError: '(' was never closed");
    }
}
