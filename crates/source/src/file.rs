//! A named source text with its line starts.

use crate::Span;
use std::sync::Arc;

/// A source text, its name as the user knows it, and where its lines begin.
#[derive(Debug)]
pub struct SourceFile {
    name: Arc<str>,
    text: Box<str>,
    line_starts: Box<[u32]>,
}

/// A place in a source file: line from 1, column from 0 in bytes, as CPython counts them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineColumn {
    /// Line number, from 1.
    pub line: u32,
    /// Column in bytes, from 0.
    pub column: u32,
}

impl SourceFile {
    /// Takes over `text` and finds its lines. `\n`, `\r\n` and a lone `\r` end a line.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Box<str>>) -> SourceFile {
        let text = text.into();
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        for (i, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
            if ends {
                line_starts.push(i as u32 + 1);
            }
        }
        SourceFile { name: name.into(), text, line_starts: line_starts.into() }
    }

    /// The name given by the host: a path, `<string>`, `<stdin>`.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where `offset` stands. An offset past the end is at the end of the last line.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        LineColumn { line: line as u32, column: offset - self.line_starts[line - 1] }
    }

    /// The text of line `line` (from 1) without its line ending; empty when there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let span = self.line_span(line);
        self.text.get(span.range()).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// The span of line `line` (from 1), its line ending included; empty when there is no such line.
    pub fn line_span(&self, line: u32) -> Span {
        let index = (line as usize).wrapping_sub(1);
        let end = self.text.len() as u32;
        let Some(start) = self.line_starts.get(index).copied() else { return Span::new(end, end) };
        Span::new(start, self.line_starts.get(index + 1).copied().unwrap_or(end))
    }

    /// Number of lines; the empty text has one.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_every_kind_of_line_ending() {
        let file = SourceFile::new("x", "a\nb\r\nc\rd");
        assert_eq!(file.line_count(), 4);
        assert_eq!([1, 2, 3, 4].map(|line| file.line_text(line)), ["a", "b", "c", "d"]);
        assert_eq!(file.line_column(5), LineColumn { line: 3, column: 0 });
        assert_eq!(file.line_text(9), "");
    }
}
