//! What files need of the virtual machine: their objects, their errors, and text as bytes.

use super::Vm;
use crate::heap::Heap;
use crate::host::{Host, Stream};
use crate::native::{Raised, Res};
use crate::object::file::{Codec, FileObject, Newline, Source, TextLayer};
use crate::object::other::OtherObject;
use crate::symbol::static_symbol;
use crate::types::{self, classes};
use crate::value::Value;
use std::io;
use std::sync::atomic::Ordering;

impl Vm {
    /// The standard streams, by their names in `sys`.
    pub fn standard_files(&mut self) -> [(&'static str, Value); 3] {
        let layer = |errors: &str| TextLayer {
            encoding: "utf-8".into(),
            codec: Codec::Utf8,
            errors: errors.into(),
            // CPython translates no line endings of the standard streams.
            newline: Newline::LineFeed,
            line_buffering: false,
        };
        let rows = [
            ("stdin", "r", Source::Input, layer("strict")),
            ("stdout", "w", Source::Stream(Stream::Out), layer("strict")),
            ("stderr", "w", Source::Stream(Stream::Err), layer("backslashreplace")),
        ];
        rows.map(|(name, mode, source, text)| {
            let shown = self.heap.str_from(format!("<{name}>"));
            (name, self.new_file(FileObject::new(shown, mode, source, Some(text))))
        })
    }

    /// A file object's value.
    pub fn new_file(&mut self, file: FileObject) -> Value {
        self.heap.new_other(OtherObject::File(Box::new(file)))
    }

    /// `<_io.TextIOWrapper name='a.txt' mode='r' encoding='UTF-8'>`
    pub fn file_repr(&mut self, value: Value) -> Res<String> {
        let class = self.heap.type_name(value).to_string();
        let name = self.file(value).map_or(Value::NONE, |file| file.name);
        let name = self.repr_native(name)?.and_then(|name| self.heap.text(name).map(str::to_string));
        let name = name.unwrap_or_default();
        Ok(match self.file(value) {
            Some(FileObject { text: Some(text), mode, .. }) => {
                format!("<{class} name={name} mode='{mode}' encoding='{}'>", text.encoding)
            }
            _ => format!("<{class} name={name}>"),
        })
    }

    /// A file, with the host that it needs for everything.
    #[inline]
    pub fn file_and_host(&mut self, value: Value) -> Option<(&mut FileObject, &mut Host)> {
        Some((file_mut(&mut self.heap, value)?, &mut self.host))
    }

    /// A file.
    pub fn file(&self, value: Value) -> Option<&FileObject> {
        match self.heap.other(value)? {
            OtherObject::File(file) => Some(file),
            _ => None,
        }
    }

    /// Runs something on a file and its host; errors become exceptions. The receiver of a file's method is always one.
    pub fn with_file<R>(
        &mut self,
        value: Value,
        work: impl FnOnce(&mut FileObject, &mut Host) -> io::Result<R>,
    ) -> Res<R> {
        self.host.patience = self.time_left();
        let done = match self.file_and_host(value) {
            Some((file, host)) => work(file, host),
            None => Err(io::Error::from(io::ErrorKind::InvalidInput)),
        };
        done.map_err(|error| self.os_error(&error, None))
    }

    /// Raises the OSError of a host's error.
    #[cold]
    pub fn os_error(&mut self, error: &io::Error, file: Option<Value>) -> Raised {
        use io::ErrorKind;
        if error.kind() == ErrorKind::Interrupted && self.host.interrupt.flag().load(Ordering::Relaxed) {
            return self.interrupted();
        }
        // A deadline has ended the wait.
        if error.kind() == ErrorKind::Interrupted
            && let Err(raised) = self.poll_inside()
        {
            return raised;
        }
        let (class, number) = match error.kind() {
            ErrorKind::NotFound => (classes::FILE_NOT_FOUND_ERROR, 2),
            ErrorKind::PermissionDenied => (classes::PERMISSION_ERROR, 13),
            ErrorKind::AlreadyExists => (classes::FILE_EXISTS_ERROR, 17),
            ErrorKind::IsADirectory => (classes::IS_ADIRECTORY_ERROR, 21),
            ErrorKind::NotADirectory => (classes::NOT_ADIRECTORY_ERROR, 20),
            ErrorKind::BrokenPipe => (classes::BROKEN_PIPE_ERROR, 32),
            ErrorKind::Interrupted => (classes::INTERRUPTED_ERROR, 4),
            ErrorKind::WouldBlock => (classes::BLOCKING_IO_ERROR, 11),
            ErrorKind::TimedOut => (classes::TIMEOUT_ERROR, 110),
            ErrorKind::InvalidInput => (classes::OS_ERROR, 22),
            ErrorKind::StorageFull => (classes::OS_ERROR, 28),
            ErrorKind::ReadOnlyFilesystem => (classes::OS_ERROR, 30),
            ErrorKind::InvalidFilename => (classes::OS_ERROR, 36),
            ErrorKind::QuotaExceeded => (classes::OS_ERROR, 122),
            _ => (classes::OS_ERROR, 5),
        };
        let number = error.raw_os_error().unwrap_or(number);
        let text = match error.raw_os_error() {
            None if error.get_ref().is_some() => error.to_string(),
            raw => system_text(raw.unwrap_or(number)),
        };
        let mut args = vec![Value::small(i64::from(number)), self.heap.str(&text)];
        args.extend(file);
        self.raise_with(class, &args)
    }

    /// Text as the bytes of a file, line ends translated.
    pub fn file_bytes(&mut self, text: Value, layer: &TextLayer) -> Res<Vec<u8>> {
        let Some(plain) = self.heap.text(text) else { return Ok(Vec::new()) };
        if layer.codec == Codec::Utf8 || plain.is_ascii() {
            return Ok(translate_out(plain, layer.newline).into_bytes());
        }
        let translated = translate_out(plain, layer.newline);
        let text = self.heap.str_from(translated);
        let bytes = self.call_codec(classes::STR, "encode", text, layer)?;
        Ok(self.heap.bytes(bytes).map_or(Vec::new(), |bytes| bytes.to_vec()))
    }

    /// Bytes of a file as text, line ends translated.
    pub fn file_text(&mut self, bytes: Vec<u8>, layer: &TextLayer) -> Res<String> {
        let decoded = match String::from_utf8(bytes) {
            Ok(text) if layer.codec == Codec::Utf8 || text.is_ascii() => text,
            other => {
                let bytes = other.map_or_else(std::string::FromUtf8Error::into_bytes, String::into_bytes);
                let value = self.bytes_value(bytes.into());
                let text = self.call_codec(classes::BYTES, "decode", value, layer)?;
                self.heap.text(text).unwrap_or("").to_string()
            }
        };
        if layer.newline == Newline::Universal && decoded.contains('\r') {
            return Ok(decoded.replace("\r\n", "\n").replace('\r', "\n"));
        }
        Ok(decoded)
    }

    fn call_codec(&mut self, class: crate::object::class::ClassId, name: &str, value: Value, layer: &TextLayer) -> Res {
        let method = static_symbol(name).and_then(|symbol| types::builtin(class).member(symbol));
        let Some(method) = method else {
            return Err(self.lookup_error(format!("unknown encoding: {}", layer.encoding)));
        };
        let encoding = self.heap.str(&layer.encoding);
        let errors = self.heap.str(&layer.errors);
        self.call(method, &[value, encoding, errors])
    }
}

fn file_mut(heap: &mut Heap, value: Value) -> Option<&mut FileObject> {
    match heap.other_mut(value)? {
        OtherObject::File(file) => Some(file),
        _ => None,
    }
}

/// What the operating system calls an error.
fn system_text(number: i32) -> String {
    let text = io::Error::from_raw_os_error(number).to_string();
    match text.rfind(" (os error") {
        Some(end) => text.get(..end).unwrap_or(&text).to_string(),
        None => text,
    }
}

fn translate_out(text: &str, newline: Newline) -> String {
    match newline {
        Newline::Universal | Newline::Kept | Newline::LineFeed => text.to_string(),
        Newline::Return => text.replace('\n', "\r"),
        Newline::ReturnLineFeed => text.replace('\n', "\r\n"),
    }
}
