//! `template % values` for str and bytes (CPython `unicode_format`, `_PyBytes_FormatEx`).
//!
//! A bytes template is read as Latin-1 text and its result turned back.

use super::Vm;
use super::dialogue::{Dialogue, Halt};
use crate::native::{Args, Raised, Res};
use crate::number::integer;
use crate::symbol::names;
use crate::text::float::{self, Layout, Options};
use crate::text::integer as integer_text;
use crate::types::classes;
use crate::value::{Kind, Value};
use dashu_int::IBig;
use std::iter::repeat_n;
use std::ops::RangeInclusive;

/// A conversion specifier without its argument.
#[derive(Clone, Copy, Debug, Default)]
struct Directive {
    left: bool,
    plus: bool,
    blank: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    kind: char,
    /// Character index of `kind`, for messages.
    place: usize,
}

/// A run over a template.
struct Percent<'a> {
    dialogue: Dialogue,
    template: &'a [char],
    /// Next character of the template.
    at: usize,
    values: Value,
    is_bytes: bool,
    /// The arguments, when they are a tuple.
    tuple: Option<Value>,
    /// The value to look keys up in.
    mapping: Option<Value>,
    /// Arguments taken so far.
    taken: i64,
    /// What a key gave, for the next argument.
    keyed: Option<Value>,
}

impl Vm {
    /// `template % values`, the template a plain str or bytes.
    pub(super) fn percent_format(&mut self, template: Value, values: Value) -> Res {
        self.percent_run(template, values, Dialogue::default())
    }

    fn percent_run(&mut self, template: Value, values: Value, dialogue: Dialogue) -> Res {
        let is_bytes = template.is_kind(Kind::Bytes);
        let length = match self.heap.string(template) {
            Some(text) => text.chars as usize,
            None => self.heap.bytes(template).map_or(0, |bytes| bytes.len()),
        };
        let mut chars = self.vector(length)?;
        match self.heap.text(template) {
            Some(text) => chars.extend(text.chars()),
            None => chars.extend(self.heap.bytes(template).map_or(&[][..], |bytes| bytes).iter().map(|b| *b as char)),
        }
        self.charge_fuel(chars.len() / 16)?;
        let plain = self.heap.plain(values);
        let tuple = self.heap.tuple(plain).map(|_| plain);
        let is_text = plain.is_kind(Kind::Str) || is_bytes && plain.is_kind(Kind::Bytes);
        let mapping = (tuple.is_none() && !is_text && self.has_items(values)).then_some(values);
        let (at, taken) = (dialogue.offset, dialogue.counter);
        let mut run = Percent { dialogue, template: &chars, at, values, is_bytes, tuple, mapping, taken, keyed: None };
        match run.run(self) {
            Ok(()) => {
                let text = run.dialogue.finish(self);
                if is_bytes {
                    let mut bytes = self.vector(text.len())?;
                    bytes.extend(text.chars().map(|c| c as u8));
                    return Ok(self.bytes_like(template, bytes.into()));
                }
                Ok(self.heap.str_from(text))
            }
            Err(Halt::Raised) => Err(Raised),
            Err(Halt::Question(question)) => {
                let list = run.dialogue.suspend(self, question);
                self.tail_dialogue("percent_format", template, values, list)
            }
        }
    }

    /// Whether a value has `__getitem__`, as CPython's mapping check asks.
    fn has_items(&self, value: Value) -> bool {
        match value.split() {
            Some((Kind::Instance, _)) => self.heap.class_lookup(self.heap.class_of(value), names::GETITEM).is_some(),
            Some((Kind::Dict | Kind::List | Kind::Tuple | Kind::Str | Kind::Bytes | Kind::Range, _)) => true,
            Some((Kind::Other, _)) => self.heap.class_lookup(self.heap.class_of(value), names::GETITEM).is_some(),
            _ => false,
        }
    }
}

/// The prelude's `_percent_step(template, values, state)`: the result, or None with a new question in the state.
pub(crate) fn percent_step(vm: &mut Vm, args: Args) -> Res {
    let (template, values, list) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 2));
    let dialogue = Dialogue::resume(vm, list);
    let result = vm.percent_run(template, values, dialogue)?;
    if result == Value::PENDING {
        vm.pending = None;
        return Ok(Value::NONE);
    }
    Ok(result)
}

impl Percent<'_> {
    fn run(&mut self, vm: &mut Vm) -> Result<(), Halt> {
        while let Some(c) = self.template.get(self.at).copied() {
            self.at += 1;
            if c != '%' {
                self.dialogue.out.push(c);
                continue;
            }
            if self.template.get(self.at) == Some(&'%') {
                self.at += 1;
                self.dialogue.out.push('%');
                continue;
            }
            self.dialogue.offset = self.at - 1;
            self.dialogue.counter = self.taken;
            let directive = self.directive(vm)?;
            let value = self.argument(vm)?;
            let text = self.convert(vm, directive, value)?;
            vm.grow_text(&mut self.dialogue.out, text.len())?;
            self.dialogue.out.push_str(&text);
            self.dialogue.finish_field();
        }
        let used_up = match self.tuple.and_then(|tuple| vm.heap.tuple(tuple)) {
            Some(items) => self.taken >= items.len() as i64,
            None => self.taken > 0 || self.mapping.is_some(),
        };
        if !used_up {
            let what = if self.is_bytes { "bytes" } else { "string" };
            return Err(vm.type_error(format!("not all arguments converted during {what} formatting")).into());
        }
        Ok(())
    }

    fn next(&mut self, vm: &mut Vm) -> Result<char, Halt> {
        match self.template.get(self.at) {
            Some(c) => {
                self.at += 1;
                Ok(*c)
            }
            None => Err(vm.value_error("incomplete format").into()),
        }
    }

    fn directive(&mut self, vm: &mut Vm) -> Result<Directive, Halt> {
        let mut directive = Directive::default();
        self.keyed = None;
        if self.template.get(self.at) == Some(&'(') {
            self.at += 1;
            self.key(vm)?;
        }
        let mut c = self.next(vm)?;
        loop {
            match c {
                '-' => directive.left = true,
                '+' => directive.plus = true,
                ' ' => directive.blank = true,
                '#' => directive.alternate = true,
                '0' => directive.zero = true,
                _ => break,
            }
            c = self.next(vm)?;
        }
        if c == '*' {
            let width = self.star(vm, "ssize_t", i64::MIN..=i64::MAX)?;
            directive.left |= width < 0;
            directive.width = width.unsigned_abs() as usize;
            c = self.next(vm)?;
        } else if c.is_ascii_digit() {
            (directive.width, c) = self.digits(vm, c, isize::MAX as usize, "width too big")?;
        }
        if c == '.' {
            c = self.next(vm)?;
            directive.precision = Some(0);
            if c == '*' {
                let precision = self.star(vm, "int", i32::MIN.into()..=i32::MAX.into())?;
                directive.precision = Some(usize::try_from(precision).unwrap_or(0));
                c = self.next(vm)?;
            } else if c.is_ascii_digit() {
                let too_big = if self.is_bytes { "prec too big" } else { "precision too big" };
                let (precision, after) = self.digits(vm, c, i32::MAX as usize, too_big)?;
                (directive.precision, c) = (Some(precision), after);
            }
        }
        if matches!(c, 'h' | 'l' | 'L') {
            c = self.next(vm)?;
        }
        (directive.kind, directive.place) = (c, self.at - 1);
        let most = directive.width.saturating_add(directive.precision.unwrap_or(0));
        // The piece beside the text that it is put into, and that again while it grows.
        vm.check_size(most)?;
        vm.reserve_memory(most.saturating_mul(3))?;
        Ok(directive)
    }

    /// `(key)`: parentheses may be nested.
    fn key(&mut self, vm: &mut Vm) -> Result<(), Halt> {
        let Some(mapping) = self.mapping else { return Err(vm.type_error("format requires a mapping").into()) };
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.template.get(self.at) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                Some(_) => {}
                None => return Err(vm.value_error("incomplete format key").into()),
            }
            self.at += 1;
        }
        let key = &self.template[start..self.at - 1];
        let key = if self.is_bytes {
            vm.bytes_value(key.iter().map(|c| *c as u8).collect())
        } else {
            vm.heap.str_from(key.iter().collect())
        };
        self.keyed = Some(vm.asked_item(&mut self.dialogue, mapping, key)?);
        // From now on the mapping itself is no argument any more.
        self.taken = 1;
        Ok(())
    }

    /// A number that is an argument, for something that is a `c_type` in CPython.
    fn star(&mut self, vm: &mut Vm, c_type: &str, range: RangeInclusive<i64>) -> Result<i64, Halt> {
        let value = self.argument(vm)?;
        if !vm.is_integer(value) {
            return Err(vm.type_error("* wants int").into());
        }
        let number = vm.index_value(value)?;
        match vm.word(number).filter(|number| range.contains(number)) {
            Some(number) => Ok(number),
            None => Err(vm.overflow_error(format!("Python int too large to convert to C {c_type}")).into()),
        }
    }

    fn digits(&mut self, vm: &mut Vm, first: char, most: usize, too_big: &str) -> Result<(usize, char), Halt> {
        let (mut number, mut c) = (0usize, first);
        while let Some(digit) = c.to_digit(10) {
            number = match number.checked_mul(10).and_then(|number| number.checked_add(digit as usize)) {
                Some(number) if number <= most => number,
                _ => return Err(vm.value_error(too_big).into()),
            };
            c = self.next(vm)?;
        }
        Ok((number, c))
    }

    fn argument(&mut self, vm: &mut Vm) -> Result<Value, Halt> {
        if let Some(keyed) = self.keyed.take() {
            return Ok(keyed);
        }
        let next = match self.tuple.and_then(|tuple| vm.heap.tuple(tuple)) {
            Some(items) => items.get(self.taken as usize).copied(),
            None => (self.taken == 0).then_some(self.values),
        };
        match next {
            Some(value) => {
                self.taken += 1;
                Ok(value)
            }
            None => Err(vm.type_error("not enough arguments for format string").into()),
        }
    }

    fn convert(&mut self, vm: &mut Vm, directive: Directive, value: Value) -> Result<String, Halt> {
        match directive.kind {
            's' | 'b' if self.is_bytes => self.convert_bytes(vm, directive, value),
            'r' if self.is_bytes => self.convert_text(vm, directive, "ascii", value),
            's' => self.convert_text(vm, directive, "str", value),
            'r' => self.convert_text(vm, directive, "repr", value),
            'a' => self.convert_text(vm, directive, "ascii", value),
            'c' => self.convert_char(vm, directive, value),
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' => self.convert_int(vm, directive, value),
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => self.convert_float(vm, directive, value),
            other => {
                let shown = if (' '..='~').contains(&other) { other } else { '?' };
                let (code, place) = (other as u32, directive.place);
                let message = format!("unsupported format character '{shown}' ({code:#x}) at index {place}");
                Err(vm.value_error(message).into())
            }
        }
    }

    fn convert_text(
        &mut self,
        vm: &mut Vm,
        directive: Directive,
        kind: &'static str,
        value: Value,
    ) -> Result<String, Halt> {
        if directive.precision.is_none() && (value.is_int() || value.is_float()) {
            // Without an object for each.
            let mut text = String::new();
            vm.push_repr_scalar(&mut text, value)?;
            return Ok(padded(&text, directive));
        }
        let text = vm.asked_text(&mut self.dialogue, kind, value)?;
        let size = vm.text_argument(text).map_or(0, str::len);
        vm.check_size(size)?;
        let text = vm.text_argument(text).unwrap_or("");
        let cut = match directive.precision.and_then(|precision| text.char_indices().nth(precision)) {
            Some((end, _)) => &text[..end],
            None => text,
        };
        Ok(padded(cut, directive))
    }

    fn convert_bytes(&mut self, vm: &mut Vm, directive: Directive, value: Value) -> Result<String, Halt> {
        let mut plain = vm.heap.plain(value);
        if !plain.is_kind(Kind::Bytes) {
            if vm.heap.class_lookup(vm.heap.class_of(value), names::BYTES).is_none() {
                let message = format!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                    vm.heap.type_name(value)
                );
                return Err(vm.type_error(message).into());
            }
            let answer = self.dialogue.ask("bytes", value, Value::NONE)?;
            plain = vm.heap.plain(answer);
        }
        let bytes = vm.heap.bytes(plain).map_or(&[][..], |bytes| bytes);
        let count = bytes.len().min(directive.precision.unwrap_or(usize::MAX));
        // Beyond ASCII two bytes each, in two texts.
        vm.check_size(count.saturating_mul(4))?;
        let mut text = String::new();
        text.reserve_exact(count * 2);
        let bytes = vm.heap.bytes(plain).map_or(&[][..], |bytes| bytes);
        text.extend(bytes.iter().take(count).map(|b| *b as char));
        Ok(padded(&text, directive))
    }

    fn convert_char(&mut self, vm: &mut Vm, directive: Directive, value: Value) -> Result<String, Halt> {
        let (limit, wanted) = match self.is_bytes {
            true => (0x100, "%c requires an integer in range(256) or a single byte"),
            false => (0x110000, "%c requires int or char"),
        };
        let plain = vm.heap.plain(value);
        let single = match vm.heap.text(plain) {
            Some(text) if !self.is_bytes => Some(text.chars().take(2).collect::<Vec<char>>()),
            Some(_) => Some(Vec::new()),
            None if self.is_bytes => {
                vm.heap.bytes(plain).map(|bytes| bytes.iter().take(2).map(|b| *b as char).collect())
            }
            None => None,
        };
        if let Some(single) = single {
            return match single[..] {
                [c] => Ok(padded(c.encode_utf8(&mut [0; 4]), directive)),
                _ => Err(vm.type_error(wanted).into()),
            };
        }
        let Some(code) = vm.try_index(value)? else { return Err(vm.type_error(wanted).into()) };
        let code = vm.word(code).and_then(|code| u32::try_from(code).ok()).filter(|code| *code < limit);
        match code.and_then(char::from_u32) {
            Some(c) => Ok(padded(c.encode_utf8(&mut [0; 4]), directive)),
            None => Err(vm
                .overflow_error(format!("%c arg not in range({})", if limit == 256 { "256" } else { "0x110000" }))
                .into()),
        }
    }

    fn convert_int(&mut self, vm: &mut Vm, directive: Directive, value: Value) -> Result<String, Halt> {
        let kind = directive.kind;
        let base: u8 = match kind {
            'o' => 8,
            'x' | 'X' => 16,
            _ => 10,
        };
        // A TypeError of the value's own method is replaced too.
        let integer = match self.integer_for(vm, value, base == 10) {
            Err(Halt::Raised) => vm.catch(classes::TYPE_ERROR).map(|_| None)?,
            integer => integer?,
        };
        let Some(integer) = integer else {
            let wanted = if base == 10 { "a real number" } else { "an integer" };
            let message = format!("%{kind} format: {wanted} is required, not {}", vm.heap.type_name(value));
            return Err(vm.type_error(message).into());
        };
        let negative = integer::is_negative(&integer);
        let magnitude = integer::magnitude(integer);
        let digits = match base {
            10 => match integer_text::decimal(&magnitude) {
                Some(digits) => digits,
                None => return Err(vm.value_error(integer_text::TOO_LONG).into()),
            },
            base => {
                vm.check_bits_in_base(dashu_int::ops::BitTest::bit_len(&magnitude), base)?;
                integer_text::radix(&magnitude, base)
            }
        };
        let missing = directive.precision.unwrap_or(0).saturating_sub(digits.len());
        let digits: String = repeat_n('0', missing).chain(digits.chars()).collect();
        let prefix = match kind {
            'o' if directive.alternate => "0o",
            'x' | 'X' if directive.alternate => "0x",
            _ => "",
        };
        let text = number(negative, prefix, &digits, directive);
        Ok(if kind == 'X' { text.to_ascii_uppercase() } else { text })
    }

    fn integer_for(&mut self, vm: &mut Vm, value: Value, decimal: bool) -> Result<Option<IBig>, Halt> {
        let plain = vm.heap.plain(value);
        if let Some(integer) = vm.heap.as_integer(plain) {
            return Ok(Some(integer));
        }
        let converted = if decimal && let Some(method) = vm.overriding(value, names::INT) {
            vm.call_special(method, value, &[]).map(Some)
        } else if decimal && let Some(f) = plain.as_float() {
            vm.integer_from_float(f).map(Some)
        } else {
            vm.try_index(value)
        };
        match converted {
            Ok(integer) => Ok(integer.and_then(|integer| vm.heap.as_integer(vm.heap.plain(integer)))),
            // A TypeError of the value's own method has the text of a value without one.
            Err(Raised) => {
                vm.catch(classes::TYPE_ERROR)?;
                Ok(None)
            }
        }
    }

    fn convert_float(&mut self, vm: &mut Vm, directive: Directive, value: Value) -> Result<String, Halt> {
        let is_number = vm.heap.is_number(vm.heap.plain(value));
        let scripted = [names::FLOAT, names::INDEX].iter().any(|name| vm.overriding(value, *name).is_some());
        if self.is_bytes && !is_number && !scripted {
            let message = format!("float argument required, not {}", vm.heap.type_name(value));
            return Err(vm.type_error(message).into());
        }
        let f = vm.real(value)?;
        let precision = directive.precision.unwrap_or(6);
        let layout = match directive.kind {
            'e' | 'E' => Layout::Exponent,
            'f' | 'F' => Layout::Fixed,
            _ => Layout::General,
        };
        let upper = directive.kind.is_ascii_uppercase();
        let options = Options { precision, alternate: directive.alternate, upper, add_dot_zero: false };
        let text = float::layout(f, layout, options);
        let digits = text.trim_start_matches('-');
        Ok(number(text.starts_with('-'), "", digits, directive))
    }
}

fn padded(text: &str, directive: Directive) -> String {
    let missing = directive.width.saturating_sub(text.chars().count());
    let (before, after) = if directive.left { (0, missing) } else { (missing, 0) };
    let mut out = String::new();
    out.reserve_exact(missing + text.len());
    out.extend(repeat_n(' ', before));
    out.push_str(text);
    out.extend(repeat_n(' ', after));
    out
}

fn number(negative: bool, prefix: &str, digits: &str, directive: Directive) -> String {
    let sign = match (negative, directive.plus, directive.blank) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        (false, false, false) => "",
    };
    let missing = directive.width.saturating_sub(sign.len() + prefix.len() + digits.len());
    let (blanks, zeros, after) = match (directive.left, directive.zero) {
        (true, _) => (0, 0, missing),
        (false, true) => (0, missing, 0),
        (false, false) => (missing, 0, 0),
    };
    let mut out = String::new();
    out.reserve_exact(blanks + sign.len() + prefix.len() + zeros + digits.len() + after);
    out.extend(repeat_n(' ', blanks));
    out.push_str(sign);
    out.push_str(prefix);
    out.extend(repeat_n('0', zeros));
    out.push_str(digits);
    out.extend(repeat_n(' ', after));
    out
}
