//! Files that a script opened, and the standard streams: bytes read ahead, bytes not yet written, and how text is told.

use crate::host::{Host, HostFile, Stream};
use crate::value::Value;
use std::fmt;
use std::io::{self, Read, SeekFrom};

/// Bytes read from a host's file at once, and bytes that may wait to be written.
const CHUNK: usize = 8192;

/// A text or binary file.
pub struct FileObject {
    /// As the script gave it.
    pub name: Value,
    pub mode: Box<str>,
    pub source: Source,
    pub readable: bool,
    pub writable: bool,
    /// How bytes are text; None for a binary file.
    pub text: Option<TextLayer>,
    /// `next()` was called on it: `tell()` is refused, as in CPython.
    pub iterated: bool,
    pub closed: bool,
    endings: Endings,
    /// Bytes from the source; those before `at` have been read by the script.
    input: Vec<u8>,
    at: usize,
    output: Vec<u8>,
}

/// Which line endings were read.
#[derive(Clone, Copy, Default)]
struct Endings {
    carriage_return: bool,
    feed: bool,
    pair: bool,
}

/// Where bytes come from and go to.
pub enum Source {
    /// Standard input.
    Input,
    /// Standard output or error; the host buffers.
    Stream(Stream),
    File(Box<dyn HostFile>),
}

/// How the bytes of a file are text.
#[derive(Clone, Debug)]
pub struct TextLayer {
    /// As given or, for the default, `UTF-8`.
    pub encoding: Box<str>,
    pub codec: Codec,
    pub errors: Box<str>,
    pub newline: Newline,
    pub line_buffering: bool,
}

/// The encodings that are done here; others are left to the methods of bytes and str.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Codec {
    Utf8,
    /// One byte a character.
    Narrow,
}

/// What ends a line, and what becomes of it: the parameter `newline` of `open`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Newline {
    /// None: any ending, read as `\n`.
    Universal,
    /// `''`: any ending, kept.
    Kept,
    LineFeed,
    Return,
    ReturnLineFeed,
}

impl FileObject {
    /// Bytes that it occupies outside of the arena.
    pub fn heap_bytes(&self) -> usize {
        size_of::<FileObject>() + self.input.capacity() + self.output.capacity()
    }

    /// An open file.
    pub fn new(name: Value, mode: &str, source: Source, text: Option<TextLayer>) -> FileObject {
        let readable = mode.contains(['r', '+']);
        let writable = mode.contains(['w', 'a', 'x', '+']);
        FileObject {
            name,
            mode: mode.into(),
            source,
            readable,
            writable,
            text,
            iterated: false,
            closed: false,
            endings: Endings::default(),
            input: Vec::new(),
            at: 0,
            output: Vec::new(),
        }
    }

    /// Whether the host has it open.
    pub fn is_of_host(&self) -> bool {
        matches!(self.source, Source::File(_))
    }

    /// Drops what was read ahead: the rest of it is not to be had any more.
    pub fn forget_input(&mut self) {
        self.input = Vec::new();
        self.at = 0;
    }

    /// Bytes read ahead.
    pub fn ahead(&self) -> &[u8] {
        self.input.get(self.at..).unwrap_or(&[])
    }

    /// Takes the first `count` bytes that were read ahead.
    pub fn take(&mut self, count: usize) -> Vec<u8> {
        let end = self.at.saturating_add(count).min(self.input.len());
        let taken = self.input.get(self.at..end).unwrap_or(&[]).to_vec();
        self.at = end;
        if self.at == self.input.len() {
            self.input.clear();
            self.at = 0;
        }
        taken
    }

    /// Reads more ahead; false at the end.
    pub fn fill(&mut self, host: &mut Host) -> io::Result<bool> {
        self.flush(host)?;
        self.input.drain(..self.at);
        self.at = 0;
        let before = self.input.len();
        let was_return = self.input.last() == Some(&b'\r');
        match &mut self.source {
            Source::Input => self.input.extend_from_slice(&host.read_line()?),
            Source::Stream(_) => {}
            Source::File(file) => {
                // As much again as there is: a piece that is looked at anew after each time costs linear time in all.
                let wanted = before.max(CHUNK) as u64;
                (&mut **file).take(wanted).read_to_end(&mut self.input)?;
            }
        }
        self.note_endings(before - usize::from(was_return && before > 0), self.input.len() == before);
        Ok(self.input.len() > before)
    }

    /// Notes the line endings of what was read, where they are told apart. A `\r` at the very end may be half of a pair.
    fn note_endings(&mut self, from: usize, at_end: bool) {
        let universal = |text: &TextLayer| matches!(text.newline, Newline::Universal | Newline::Kept);
        if !self.text.as_ref().is_some_and(universal) {
            return;
        }
        let read = self.input.get(from..).unwrap_or(&[]);
        if !read.contains(&b'\r') {
            self.endings.feed |= read.contains(&b'\n');
            return;
        }
        let mut after_return = false;
        for byte in read {
            match byte {
                b'\n' if after_return => self.endings.pair = true,
                b'\n' => self.endings.feed = true,
                _ if after_return => self.endings.carriage_return = true,
                _ => {}
            }
            after_return = *byte == b'\r';
        }
        self.endings.carriage_return |= after_return && at_end;
    }

    /// The line endings that were read, in CPython's order.
    pub fn endings_seen(&self) -> Vec<&'static str> {
        let Endings { carriage_return, feed, pair } = self.endings;
        let all = [(carriage_return, "\r"), (feed, "\n"), (pair, "\r\n")];
        all.into_iter().filter(|(seen, _)| *seen).map(|(_, ending)| ending).collect()
    }

    /// Writes bytes, later perhaps.
    pub fn write(&mut self, host: &mut Host, bytes: &[u8]) -> io::Result<()> {
        if let Source::Stream(stream) = self.source {
            return host.output.write(stream, bytes);
        }
        self.forget_ahead()?;
        self.output.extend_from_slice(bytes);
        if self.output.len() >= CHUNK { self.write_output() } else { Ok(()) }
    }

    /// Writes what waits to be written.
    pub fn flush(&mut self, host: &mut Host) -> io::Result<()> {
        match self.source {
            Source::Stream(stream) => host.output.flush(stream),
            Source::Input => Ok(()),
            Source::File(_) => self.write_output(),
        }
    }

    fn write_output(&mut self) -> io::Result<()> {
        let Source::File(file) = &mut self.source else { return Ok(()) };
        let output = std::mem::take(&mut self.output);
        if output.is_empty() { Ok(()) } else { file.write_all(&output).and_then(|()| file.flush()) }
    }

    /// Puts the file's position where the script thinks that it is.
    fn forget_ahead(&mut self) -> io::Result<()> {
        let ahead = self.ahead().len() as i64;
        if ahead > 0
            && let Source::File(file) = &mut self.source
        {
            file.seek(SeekFrom::Current(-ahead))?;
        }
        self.input.clear();
        self.at = 0;
        Ok(())
    }

    /// The position in bytes.
    pub fn tell(&mut self, host: &mut Host) -> io::Result<u64> {
        self.flush(host)?;
        let ahead = self.ahead().len() as u64;
        match &mut self.source {
            Source::File(file) => Ok(file.stream_position()?.saturating_sub(ahead)),
            Source::Input | Source::Stream(_) => Err(io::Error::from_raw_os_error(ILLEGAL_SEEK)),
        }
    }

    /// Moves to another position.
    pub fn seek(&mut self, host: &mut Host, to: SeekFrom) -> io::Result<u64> {
        self.flush(host)?;
        self.forget_ahead()?;
        match &mut self.source {
            Source::File(file) => file.seek(to),
            Source::Input | Source::Stream(_) => Err(io::Error::from_raw_os_error(ILLEGAL_SEEK)),
        }
    }

    /// Whether positions make sense.
    pub fn seekable(&self) -> bool {
        matches!(self.source, Source::File(_))
    }

    /// Closes it: what waits is written, and the host's file goes.
    pub fn close(&mut self, host: &mut Host) -> io::Result<()> {
        if self.closed {
            return Ok(());
        }
        let done = self.flush(host);
        self.closed = true;
        self.input = Vec::new();
        self.at = 0;
        if matches!(self.source, Source::File(_)) {
            self.source = Source::Input;
        }
        done
    }
}

/// `Illegal seek`, as Linux and macOS number it.
const ILLEGAL_SEEK: i32 = 29;

/// What a host has open cannot be copied: the copy of a host's file is closed.
impl Clone for FileObject {
    fn clone(&self) -> FileObject {
        let (source, is_open) = match self.source {
            Source::Input => (Source::Input, true),
            Source::Stream(stream) => (Source::Stream(stream), true),
            Source::File(_) => (Source::Input, false),
        };
        FileObject {
            name: self.name,
            mode: self.mode.clone(),
            source,
            readable: self.readable,
            writable: self.writable,
            text: self.text.clone(),
            iterated: self.iterated,
            closed: self.closed || !is_open,
            endings: self.endings,
            input: if is_open { self.input.clone() } else { Vec::new() },
            at: if is_open { self.at } else { 0 },
            output: if is_open { self.output.clone() } else { Vec::new() },
        }
    }
}

impl Drop for FileObject {
    fn drop(&mut self) {
        // A file that nobody closed is written all the same; there is nobody left to be told of a failure.
        if !self.closed {
            let _ = self.write_output();
        }
    }
}

impl fmt::Debug for FileObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileObject").field("mode", &self.mode).field("closed", &self.closed).finish_non_exhaustive()
    }
}
