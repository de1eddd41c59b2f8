//! `open`: the mode, the text layer, and the host's file.

use crate::host::OpenOptions;
use crate::native::{Args, NativeDef, Raised, Res, Signature, function};
use crate::object::file::{Codec, FileObject, Newline, Source, TextLayer};
use crate::symbol::names;
use crate::value::Value;
use crate::vm::Vm;

pub static FUNCTIONS: &[NativeDef] = &[function(
    "open",
    open,
    Signature::Named {
        names: &["file", "mode", "buffering", "encoding", "errors", "newline", "closefd", "opener"],
        positional_only: 0,
        required: 1,
        keyword_only: 8,
    },
)];

/// `EMFILE` and `ENFILE`, as Linux and macOS number them.
const TOO_MANY_OPEN: [i32; 2] = [24, 23];

/// What a mode string says.
struct Mode {
    options: OpenOptions,
    binary: bool,
    /// As the file shows it.
    shown: String,
}

/// `open()`; also `io.open`.
pub fn open(vm: &mut Vm, args: Args) -> Res {
    let file = args.get(vm, 0);
    vm.check_name(file)?;
    let plain = vm.heap.plain(file);
    let path = match (vm.heap.text(plain), vm.heap.bytes(plain)) {
        (Some(text), _) => text.to_string(),
        (_, Some(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => return open_other(vm, args, file),
    };
    if path.contains('\0') {
        return Err(vm.value_error("embedded null byte"));
    }
    let mode = text_argument(vm, args.opt(vm, 1), "mode", "str")?.unwrap_or_else(|| "r".to_string());
    let buffering = args.opt(vm, 2).map_or(Ok(-1), |buffering| vm.index(buffering))?;
    let encoding = text_argument(vm, args.opt(vm, 3), "encoding", "str or None")?;
    let errors = text_argument(vm, args.opt(vm, 4), "errors", "str or None")?;
    let newline = text_argument(vm, args.opt(vm, 5), "newline", "str or None")?;
    let mode = parse_mode(vm, &mode)?;
    if mode.binary {
        for (name, given) in [("encoding", &encoding), ("errors", &errors), ("newline", &newline)] {
            if given.is_some() {
                let article = if name == "newline" { "a" } else { "an" };
                return Err(vm.value_error(format!("binary mode doesn't take {article} {name} argument")));
            }
        }
    }
    let mut opened = match vm.host.files.open(&path, mode.options) {
        // Files that the script has forgotten are still open; CPython would have closed them.
        Err(error) if error.raw_os_error().is_some_and(|number| TOO_MANY_OPEN.contains(&number)) => {
            vm.collect_now(vm.native_live as usize);
            vm.host.files.open(&path, mode.options)
        }
        opened => opened,
    }
    .map_err(|error| vm.os_error(&error, Some(file)))?;
    // What is wrong with the text layer is told of a file that is there.
    let text = if mode.binary {
        None
    } else if buffering == 0 {
        return Err(vm.value_error("can't have unbuffered text I/O"));
    } else {
        Some(text_layer(vm, encoding, errors, newline, buffering == 1)?)
    };
    if mode.options.append {
        // The position is where writing begins. What cannot seek has none.
        let _ = opened.seek(std::io::SeekFrom::End(0));
    }
    Ok(vm.new_file(FileObject::new(file, &mode.shown, Source::File(opened), text)))
}

/// A path object, or what is no path at all.
fn open_other(vm: &mut Vm, args: Args, file: Value) -> Res {
    if vm.heap.class_lookup(vm.heap.class_of(file), names::FSPATH).is_some() {
        let defaults = [Value::NONE, vm.heap.str("r"), Value::small(-1), Value::NONE, Value::NONE, Value::NONE];
        let mut given = vec![file];
        for (index, default) in (1..8).zip(defaults.into_iter().skip(1).chain([Value::TRUE, Value::NONE])) {
            given.push(args.opt(vm, index).unwrap_or(default));
        }
        return vm.tail_prelude("open_path", &given);
    }
    if vm.is_integer(file) {
        if vm.index_clipped(file)? < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        return Err(vm.os_error(&std::io::Error::from_raw_os_error(9), None));
    }
    let message = format!("expected str, bytes or os.PathLike object, not {}", vm.heap.type_name(file));
    Err(vm.type_error(message))
}

fn text_argument(vm: &mut Vm, value: Option<Value>, name: &str, wanted: &str) -> Res<Option<String>> {
    let Some(value) = value else { return Ok(None) };
    vm.check_name(value)?;
    if value.is_none() && wanted.ends_with("None") {
        return Ok(None);
    }
    match vm.heap.text(vm.heap.plain(value)) {
        Some(text) => Ok(Some(text.to_string())),
        None => {
            let given = if value.is_none() { "None".to_string() } else { vm.heap.type_name(value).to_string() };
            Err(vm.type_error(format!("open() argument '{name}' must be {wanted}, not {given}")))
        }
    }
}

fn parse_mode(vm: &mut Vm, mode: &str) -> Result<Mode, Raised> {
    let count = |wanted: char| mode.chars().filter(|c| *c == wanted).count();
    if mode.chars().any(|c| !"xrwabt+".contains(c) || count(c) > 1) {
        return Err(vm.value_error(format!("invalid mode: '{mode}'")));
    }
    let (binary, plus) = (count('b') > 0, count('+') > 0);
    if binary && count('t') > 0 {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    let kinds: Vec<char> = mode.chars().filter(|c| "xrwa".contains(*c)).collect();
    let [kind] = kinds.as_slice() else {
        let text = if kinds.is_empty() {
            "Must have exactly one of create/read/write/append mode and at most one plus"
        } else {
            "must have exactly one of create/read/write/append mode"
        };
        return Err(vm.value_error(text));
    };
    let options = OpenOptions {
        read: *kind == 'r' || plus,
        write: *kind != 'r' || plus,
        append: *kind == 'a',
        truncate: *kind == 'w',
        create: matches!(kind, 'w' | 'a'),
        create_new: *kind == 'x',
    };
    // A binary file shows what it can do, a text file what it was given.
    let shown = match (binary, plus, kind) {
        (false, ..) => mode.to_string(),
        (true, true, 'w' | 'r') => "rb+".to_string(),
        (true, true, kind) => format!("{kind}b+"),
        (true, false, kind) => format!("{kind}b"),
    };
    Ok(Mode { options, binary, shown })
}

fn text_layer(
    vm: &mut Vm,
    encoding: Option<String>,
    errors: Option<String>,
    newline: Option<String>,
    line_buffering: bool,
) -> Res<TextLayer> {
    let newline = match newline.as_deref() {
        None => Newline::Universal,
        Some("") => Newline::Kept,
        Some("\n") => Newline::LineFeed,
        Some("\r") => Newline::Return,
        Some("\r\n") => Newline::ReturnLineFeed,
        Some(other) => return Err(vm.value_error(format!("illegal newline value: {other}"))),
    };
    let shown = encoding.unwrap_or_else(|| "UTF-8".to_string());
    let Some(codec) = codec_of(&shown) else {
        return Err(vm.lookup_error(format!("unknown encoding: {shown}")));
    };
    let errors = errors.unwrap_or_else(|| "strict".to_string());
    Ok(TextLayer { encoding: shown.into(), codec, errors: errors.into(), newline, line_buffering })
}

fn codec_of(name: &str) -> Option<Codec> {
    let name = name.to_ascii_lowercase().replace(['-', ' '], "_");
    match name.as_str() {
        "utf_8" | "utf8" | "u8" | "utf" | "cp65001" | "locale" => Some(Codec::Utf8),
        "ascii" | "us_ascii" | "646" | "latin_1" | "latin1" | "latin" | "l1" | "iso_8859_1" | "iso8859_1" | "8859"
        | "cp819" => Some(Codec::Narrow),
        _ => None,
    }
}
