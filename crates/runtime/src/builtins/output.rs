//! `print` and `input`: at once for the standard streams and built-in values, by the prelude for everything else.

use crate::native::{Args, NativeDef, Raised, Res, Signature, function};
use crate::object::file::Source;
use crate::value::Value;
use crate::vm::Vm;

pub static FUNCTIONS: &[NativeDef] =
    &[function("input", input, Signature::Range(0, 1)), function("print", print, Signature::Any)];

/// The keyword arguments of `print`.
#[derive(Default)]
struct Options {
    sep: Option<Value>,
    end: Option<Value>,
    file: Option<Value>,
    flush: Option<Value>,
}

fn print(vm: &mut Vm, args: Args) -> Res {
    let options = if args.keywords == 0 { Options::default() } else { options(vm, args)? };
    let target = match options.file {
        Some(file) => file,
        None => standard(vm, "", "stdout")?,
    };
    let sep = string_or_none(vm, options.sep, "sep")?;
    let end = string_or_none(vm, options.end, "end")?;
    let positional = args.count - args.keywords;
    if is_writable_stream(vm, target)
        && let Some(line) = line_of(vm, args, positional, sep, end)?
    {
        vm.charge_fuel(line.len() / 64)?;
        vm.charge_output(line.len())?;
        vm.with_file(target, |file, host| file.write(host, line.as_bytes()))?;
        if let Some(flush) = options.flush
            && vm.truth(flush)?
        {
            vm.with_file(target, |file, host| file.flush(host))?;
        }
        return Ok(Value::NONE);
    }
    let objects: Vec<Value> = args.slice(vm)[..positional as usize].to_vec();
    let objects = vm.heap.tuple_of(&objects);
    let given = [options.sep, options.end, options.file, options.flush].map(|value| value.unwrap_or(Value::NONE));
    vm.tail_prelude("print_general", &[objects, given[0], given[1], given[2], given[3]])
}

/// The whole line, if all of it is there without running script code.
fn line_of(vm: &mut Vm, args: Args, count: u32, sep: Option<Value>, end: Option<Value>) -> Res<Option<String>> {
    let mut line = String::new();
    for index in 0..count {
        let value = args.get(vm, index);
        let Some(text) = vm.str_native(value)? else { return Ok(None) };
        if index > 0 {
            push(vm, &mut line, sep, " ");
        }
        let more = vm.heap.text(text).map_or(0, str::len);
        vm.grow_text(&mut line, more)?;
        line.push_str(vm.heap.text(text).unwrap_or(""));
    }
    push(vm, &mut line, end, "\n");
    Ok(Some(line))
}

fn push(vm: &Vm, line: &mut String, text: Option<Value>, default: &str) {
    line.push_str(text.and_then(|text| vm.heap.text(vm.heap.plain(text))).unwrap_or(default));
}

/// Whether it is a standard stream or a file of UTF-8 whose lines end in a line feed.
fn is_writable_stream(vm: &Vm, target: Value) -> bool {
    vm.file(target).is_some_and(|file| !file.closed && matches!(file.source, Source::Stream(_)) && file.text.is_some())
}

fn options(vm: &mut Vm, args: Args) -> Res<Options> {
    let names: Vec<Value> = vm.heap.tuple(args.names).map_or(Vec::new(), |names| names.to_vec());
    let first = args.count - args.keywords;
    let mut options = Options::default();
    for (index, name) in names.into_iter().enumerate() {
        let value = Some(args.get(vm, first + index as u32));
        match vm.heap.text(name) {
            Some("sep") => options.sep = value,
            Some("end") => options.end = value,
            Some("file") => options.file = value.filter(|file| !file.is_none()),
            Some("flush") => options.flush = value,
            other => {
                let other = other.unwrap_or("").to_string();
                return Err(vm.unexpected_keyword("print", &other, &["sep", "end", "file", "flush"]));
            }
        }
    }
    Ok(options)
}

fn string_or_none(vm: &mut Vm, value: Option<Value>, name: &str) -> Result<Option<Value>, Raised> {
    let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(None) };
    if vm.heap.text(vm.heap.plain(value)).is_some() {
        return Ok(Some(value));
    }
    let message = format!("{name} must be None or a string, not {}", vm.heap.type_name(value));
    Err(vm.type_error(message))
}

/// `sys.stdout` and the like as they stand now; None when the script took them away.
fn standard(vm: &mut Vm, caller: &str, name: &str) -> Res {
    let module = vm.builtin_module("sys")?;
    let dict = vm.heap.module(module).map_or(Value::UNBOUND, |module| module.dict);
    let key = vm.heap.interned(name);
    match vm.namespace_get(dict, key) {
        Some(file) => Ok(file),
        None => Err(vm.runtime_error(format!("{caller}lost sys.{name}"))),
    }
}

fn input(vm: &mut Vm, args: Args) -> Res {
    let prompt = args.opt(vm, 0);
    let (stdin, stdout) = (standard(vm, "input(): ", "stdin")?, standard(vm, "input(): ", "stdout")?);
    let native = vm.file(stdin).is_some_and(|file| !file.closed && matches!(file.source, Source::Input))
        && is_writable_stream(vm, stdout);
    let text = match prompt {
        Some(prompt) if native => vm.str_native(prompt)?,
        _ => None,
    };
    if !native || (prompt.is_some() && text.is_none()) {
        return vm.tail_prelude("input_general", &[prompt.unwrap_or(Value::NONE)]);
    }
    vm.check_size(text.map_or(0, |text| vm.size_of(text)))?;
    let prompt = text.and_then(|text| vm.heap.text(text)).unwrap_or("").to_string();
    vm.with_file(stdout, |file, host| file.write(host, prompt.as_bytes()).and_then(|()| file.flush(host)))?;
    let line = vm.with_file(stdin, |file, host| {
        while !file.ahead().contains(&b'\n') && file.fill(host)? {}
        let ahead = file.ahead();
        let count = ahead.iter().position(|byte| *byte == b'\n').map_or(ahead.len(), |at| at + 1);
        Ok(file.take(count))
    })?;
    if line.is_empty() {
        return Err(vm.raise_text(crate::types::classes::EOF_ERROR, "EOF when reading a line"));
    }
    let Some(layer) = vm.file(stdin).and_then(|file| file.text.clone()) else {
        return Err(vm.runtime_error("input(): sys.stdin is no text file"));
    };
    let text = vm.file_text(line, &layer)?;
    Ok(vm.heap.str(text.strip_suffix('\n').unwrap_or(&text)))
}
