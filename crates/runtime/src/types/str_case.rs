//! `str`: case, predicates, and what makes a text wider or narrower.

use super::str_search::{receiver, same_or_new};
use crate::native::{Args, NativeDef, Res, Signature, method};
use crate::text::{case, unicode};
use crate::value::Value;
use crate::vm::Vm;

pub static MEMBERS: &[NativeDef] = &[
    method("capitalize", capitalize, Signature::None),
    method("casefold", casefold, Signature::None),
    method("lower", lower, Signature::None),
    method("swapcase", swapcase, Signature::None),
    method("title", title, Signature::None),
    method("upper", upper, Signature::None),
    method("isalnum", is_alnum, Signature::None),
    method("isalpha", is_alpha, Signature::None),
    method("isascii", is_ascii, Signature::None),
    method("isdecimal", is_decimal, Signature::None),
    method("isdigit", is_digit, Signature::None),
    method("isidentifier", is_identifier, Signature::None),
    method("islower", is_lower, Signature::None),
    method("isnumeric", is_numeric, Signature::None),
    method("isprintable", is_printable, Signature::None),
    method("isspace", is_space, Signature::None),
    method("istitle", is_title, Signature::None),
    method("isupper", is_upper, Signature::None),
    method("center", center, Signature::Range(1, 2)),
    method("ljust", ljust, Signature::Range(1, 2)),
    method("rjust", rjust, Signature::Range(1, 2)),
    method("zfill", zfill, Signature::One),
    method(
        "expandtabs",
        expandtabs,
        Signature::Named { names: &["tabsize"], positional_only: 0, required: 0, keyword_only: 1 },
    ),
];

/// A change of case: at most three characters come of one.
fn changed(vm: &mut Vm, args: Args, change: fn(&str) -> String) -> Res {
    let size = receiver(vm, args).len();
    vm.clear_way_of_native(size.saturating_mul(3));
    vm.check_size(size.saturating_mul(3))?;
    let text = change(receiver(vm, args));
    Ok(vm.heap.str_from(text))
}

fn capitalize(vm: &mut Vm, args: Args) -> Res {
    changed(vm, args, case::capitalize)
}

fn casefold(vm: &mut Vm, args: Args) -> Res {
    changed(vm, args, case::casefold)
}

fn lower(vm: &mut Vm, args: Args) -> Res {
    changed(vm, args, case::lower)
}

fn swapcase(vm: &mut Vm, args: Args) -> Res {
    changed(vm, args, case::swapcase)
}

fn title(vm: &mut Vm, args: Args) -> Res {
    changed(vm, args, case::title)
}

fn upper(vm: &mut Vm, args: Args) -> Res {
    changed(vm, args, case::upper)
}

/// A predicate that must hold for every character of a text that is not empty.
fn every(vm: &mut Vm, args: Args, test: fn(char) -> bool) -> Res {
    let text = receiver(vm, args);
    Ok(Value::bool(!text.is_empty() && text.chars().all(test)))
}

fn is_alnum(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, |c| unicode::is_alphabetic(c) || unicode::is_numeric(c) || unicode::is_digit(c))
}

fn is_alpha(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, unicode::is_alphabetic)
}

fn is_ascii(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(receiver(vm, args).is_ascii()))
}

fn is_decimal(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, unicode::is_decimal)
}

fn is_digit(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, unicode::is_digit)
}

fn is_identifier(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(unicode::is_identifier(receiver(vm, args))))
}

fn is_lower(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(case::all_cased(receiver(vm, args), unicode::is_lower, unicode::is_upper)))
}

fn is_numeric(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, unicode::is_numeric)
}

fn is_printable(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(receiver(vm, args).chars().all(unicode::is_printable)))
}

fn is_space(vm: &mut Vm, args: Args) -> Res {
    every(vm, args, unicode::is_space)
}

fn is_title(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(case::is_title_text(receiver(vm, args))))
}

fn is_upper(vm: &mut Vm, args: Args) -> Res {
    Ok(Value::bool(case::all_cased(receiver(vm, args), unicode::is_upper, unicode::is_lower)))
}

/// The width and the fill character of `center`, `ljust`, `rjust`, as blanks that are missing.
fn missing(vm: &mut Vm, args: Args) -> Res<(usize, char)> {
    let width = args.get(vm, 1);
    let width = usize::try_from(vm.size_argument(width)?).unwrap_or(0);
    let fill = match args.opt(vm, 2) {
        None => ' ',
        Some(fill) => {
            let Some(text) = vm.text_argument(fill) else {
                let name = vm.heap.type_name(fill);
                let message = format!("The fill character must be a unicode character, not {name}");
                return Err(vm.type_error(message));
            };
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(fill), None) => fill,
                _ => return Err(vm.type_error("The fill character must be exactly one character long")),
            }
        }
    };
    Ok((width.saturating_sub(receiver(vm, args).chars().count()), fill))
}

fn justified(vm: &mut Vm, args: Args, before: fn(usize, usize) -> usize) -> Res {
    let (missing, fill) = missing(vm, args)?;
    if missing == 0 {
        return Ok(vm.heap.plain(args.get(vm, 0)));
    }
    let size = missing.saturating_mul(fill.len_utf8()).saturating_add(receiver(vm, args).len());
    vm.clear_way_of_native(size);
    let mut justified = vm.text_buffer(size)?;
    let text = receiver(vm, args);
    let before = before(missing, text.chars().count() + missing);
    let blanks = |count| std::iter::repeat_n(fill, count);
    justified.extend(blanks(before));
    justified.push_str(text);
    justified.extend(blanks(missing - before));
    Ok(vm.heap.str_from(justified))
}

fn center(vm: &mut Vm, args: Args) -> Res {
    // CPython puts the odd blank to the left when the width is odd.
    justified(vm, args, |missing, width| missing / 2 + (missing & width & 1))
}

fn ljust(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, |_, _| 0)
}

fn rjust(vm: &mut Vm, args: Args) -> Res {
    justified(vm, args, |missing, _| missing)
}

fn zfill(vm: &mut Vm, args: Args) -> Res {
    let width = args.get(vm, 1);
    let width = usize::try_from(vm.size_argument(width)?).unwrap_or(0);
    let text = receiver(vm, args);
    let missing = width.saturating_sub(text.chars().count());
    if missing == 0 {
        return Ok(vm.heap.plain(args.get(vm, 0)));
    }
    let size = text.len().saturating_add(missing);
    vm.clear_way_of_native(size);
    let mut filled = vm.text_buffer(size)?;
    let text = receiver(vm, args);
    let (sign, digits) = text.split_at(text.starts_with(['+', '-']) as usize);
    filled.push_str(sign);
    filled.extend(std::iter::repeat_n('0', missing));
    filled.push_str(digits);
    Ok(vm.heap.str_from(filled))
}

fn expandtabs(vm: &mut Vm, args: Args) -> Res {
    let tab = match args.opt(vm, 1) {
        Some(tab) => usize::try_from(vm.index(tab)?).unwrap_or(0),
        None => 8,
    };
    let text = receiver(vm, args);
    let size = text.bytes().filter(|byte| *byte == b'\t').count().saturating_mul(tab).saturating_add(text.len());
    // What is too long for the result is cut off by a copy.
    vm.reserve_memory(size.saturating_mul(2))?;
    let (mut out, mut column) = (vm.text_buffer(size)?, 0usize);
    for c in receiver(vm, args).chars() {
        match c {
            '\t' if tab > 0 => {
                let blanks = tab - column % tab;
                out.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            '\t' => {}
            c => {
                out.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(same_or_new(vm, args, out))
}
