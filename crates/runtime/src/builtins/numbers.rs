//! Built-in functions on numbers and text: abs, ascii, bin, chr, divmod, format, hex, oct, ord, pow, round.

use crate::native::{Args, NativeDef, Res, Signature, function};
use crate::types::classes;
use crate::value::Value;
use crate::vm::Vm;
use hognose_bytecode::BinaryOp;

pub static FUNCTIONS: &[NativeDef] = &[
    function("abs", abs, Signature::One),
    function("ascii", ascii, Signature::One),
    function("bin", bin, Signature::One),
    function("chr", chr, Signature::One),
    function("divmod", divmod, Signature::Range(2, 2)),
    function("format", format, Signature::Range(1, 2)),
    function("hex", hex, Signature::One),
    function("oct", oct, Signature::One),
    function("ord", ord, Signature::One),
    function(
        "pow",
        pow,
        Signature::Named { names: &["base", "exp", "mod"], positional_only: 0, required: 2, keyword_only: 3 },
    ),
    function(
        "round",
        round,
        Signature::Named { names: &["number", "ndigits"], positional_only: 0, required: 1, keyword_only: 2 },
    ),
];

/// What only the prelude calls.
pub static PRELUDE: &[NativeDef] = &[
    function("_warn_deprecated", warn_deprecated, Signature::One),
    function("_warn_strict_subclass", warn_strict_subclass, Signature::Range(2, 2)),
];

fn warn_deprecated(vm: &mut Vm, args: Args) -> Res {
    let message = vm.heap.text(args.get(vm, 0)).unwrap_or("").to_string();
    vm.warn(classes::DEPRECATION_WARNING, &message)?;
    Ok(Value::NONE)
}

fn warn_strict_subclass(vm: &mut Vm, args: Args) -> Res {
    let what = vm.heap.text(args.get(vm, 0)).unwrap_or("").to_string();
    vm.warn_strict_subclass(&what, args.get(vm, 1), "int")?;
    Ok(Value::NONE)
}

/// Whether a script's class may define a special method of this value.
fn is_scripted(vm: &Vm, value: Value, name: &str) -> bool {
    vm.heap.symbols.find(name).is_some_and(|name| vm.overriding(value, name).is_some())
}

fn abs(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    if is_scripted(vm, value, "__abs__") {
        return vm.tail_prelude("abs_of", &[value]);
    }
    match vm.absolute_native(value)? {
        Some(result) => Ok(result),
        None => {
            let message = format!("bad operand type for abs(): '{}'", vm.heap.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn ascii(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    match vm.repr_native(value)? {
        Some(text) => vm.ascii_of(text),
        None => vm.tail_prelude("ascii_of", &[value]),
    }
}

fn bin(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    vm.radix_text(value, 2, "0b")
}

fn oct(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    vm.radix_text(value, 8, "0o")
}

fn hex(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    vm.radix_text(value, 16, "0x")
}

fn chr(vm: &mut Vm, args: Args) -> Res {
    let code = args.get(vm, 0);
    let code = vm.index_clipped(code)?;
    match u32::try_from(code) {
        Ok(surrogate @ 0xD800..=0xDFFF) => {
            Err(vm.value_error(format!("chr({surrogate:#x}) is a lone surrogate, which Hognose's strings cannot hold")))
        }
        Ok(code) if code < 0x110000 => Ok(vm.heap.char_str(char::from_u32(code).unwrap_or('\0'))),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    let plain = vm.heap.plain(value);
    let (count, code) = match (vm.heap.text(plain), vm.heap.bytes(plain)) {
        (Some(text), _) => (text.chars().count(), text.chars().next().map(u32::from)),
        (None, Some(bytes)) => (bytes.len(), bytes.first().map(|byte| *byte as u32)),
        (None, None) => {
            let message = format!("ord() expected string of length 1, but {} found", vm.heap.type_name(value));
            return Err(vm.type_error(message));
        }
    };
    match code {
        Some(code) if count == 1 => Ok(Value::small(code as i64)),
        _ => Err(vm.type_error(format!("ord() expected a character, but string of length {count} found"))),
    }
}

fn divmod(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (args.get(vm, 0), args.get(vm, 1));
    let scripted = is_scripted(vm, a, "__divmod__") || is_scripted(vm, b, "__rdivmod__");
    if !scripted && let Some(result) = vm.divmod_native(a, b)? {
        return Ok(result);
    }
    vm.tail_prelude("divmod_of", &[a, b])
}

fn format(vm: &mut Vm, args: Args) -> Res {
    let value = args.get(vm, 0);
    let spec = match args.opt(vm, 1) {
        Some(spec) => spec,
        None => vm.heap.interned(""),
    };
    vm.check_name(spec)?;
    let Some(text) = vm.text_argument(spec) else {
        let message = format!("format() argument 2 must be str, not {}", vm.argument_type(spec));
        return Err(vm.type_error(message));
    };
    let text: Box<str> = text.into();
    match vm.format_native(value, &text)? {
        Some(result) => Ok(result),
        None => vm.tail_prelude("format_of", &[value, spec]),
    }
}

fn pow(vm: &mut Vm, args: Args) -> Res {
    let (base, exponent) = (args.get(vm, 0), args.get(vm, 1));
    let modulus = args.opt(vm, 2).filter(|modulus| !modulus.is_none());
    let scripted = is_scripted(vm, base, "__pow__") || is_scripted(vm, exponent, "__rpow__");
    let native = match modulus {
        _ if scripted => None,
        None => vm.binary_native(BinaryOp::Pow, base, exponent)?,
        Some(modulus) => vm.power_modulo_native(base, exponent, modulus)?,
    };
    match (native, modulus) {
        (Some(result), _) => Ok(result),
        (None, None) => vm.tail_prelude("pow_of", &[base, exponent]),
        (None, Some(modulus)) => vm.tail_prelude("pow_modulo_of", &[base, exponent, modulus]),
    }
}

fn round(vm: &mut Vm, args: Args) -> Res {
    let (value, digits) = (args.get(vm, 0), args.opt(vm, 1).filter(|digits| !digits.is_none()));
    let plain = vm.heap.plain(value);
    if is_scripted(vm, value, "__round__") || !vm.heap.is_number(plain) {
        return vm.tail_prelude("round_of", &[value, digits.unwrap_or(Value::NONE)]);
    }
    if plain.is_float() {
        return vm.round_float(plain, digits);
    }
    let Some(integer) = vm.try_index(plain)? else { return Ok(plain) };
    match digits {
        Some(digits) => vm.round_integer(integer, digits),
        None => Ok(integer),
    }
}
