//! `str.format` and `str.format_map` (CPython `Objects/stringlib/unicode_format.h`).

use super::Vm;
use super::dialogue::{Dialogue, Halt};
use crate::native::{Args, Raised, Res};
use crate::types::classes;
use crate::value::Value;

/// How deep a specifier's fields may be nested.
const NESTING: u32 = 2;

/// A field as written: `{name!conversion:spec}`.
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
    /// The specifier has fields of its own.
    nested: bool,
}

/// A run over a template.
struct Formatter {
    dialogue: Dialogue,
    /// The tuple of arguments; None in `format_map`.
    args: Option<Value>,
    /// The dict of keyword arguments, or the mapping.
    keywords: Value,
    /// Fields numbered so far: None before the first field, -1 once fields were numbered by hand.
    automatic: Option<i64>,
}

impl Vm {
    /// `template.format(...)`: `args` is a tuple or None for `format_map`, `keywords` a dict or a mapping.
    pub fn format_text(&mut self, template: Value, args: Value, keywords: Value) -> Res {
        let values = self.heap.tuple_of(&[args, keywords]);
        self.format_run(template, values, Dialogue::default())
    }

    fn format_run(&mut self, template: Value, values: Value, dialogue: Dialogue) -> Res {
        let size = self.heap.text(template).map_or(0, str::len);
        // A copy of the template, and the text that it becomes while that grows.
        self.check_size(size.saturating_mul(3))?;
        let text: Box<str> = self.heap.text(template).unwrap_or("").into();
        self.charge_fuel(size / 16)?;
        let (args, keywords) = match self.heap.tuple(values).map(|items| &items[..]) {
            Some([args, keywords]) => (Some(*args).filter(|args| !args.is_none()), *keywords),
            _ => (None, Value::NONE),
        };
        // The counter stands one higher in a list, so that zero is "no field yet".
        let automatic = (dialogue.counter != 0).then_some(dialogue.counter - 2);
        let mut run = Formatter { dialogue, args, keywords, automatic };
        match run.run(self, &text) {
            Ok(()) => {
                let text = run.dialogue.finish(self);
                Ok(self.heap.str_from(text))
            }
            Err(Halt::Raised) => Err(Raised),
            Err(Halt::Question(question)) => {
                let list = run.dialogue.suspend(self, question);
                self.tail_dialogue("text_format", template, values, list)
            }
        }
    }
}

/// The prelude's `_format_step(template, values, state)`: the result, or None with a new question in the state.
pub(crate) fn format_step(vm: &mut Vm, args: Args) -> Res {
    let (template, values, list) = (args.get(vm, 0), args.get(vm, 1), args.get(vm, 2));
    let dialogue = Dialogue::resume(vm, list);
    let result = vm.format_run(template, values, dialogue)?;
    if result == Value::PENDING {
        vm.pending = None;
        return Ok(Value::NONE);
    }
    Ok(result)
}

impl Formatter {
    fn run(&mut self, vm: &mut Vm, template: &str) -> Result<(), Halt> {
        let mut rest = template.get(self.dialogue.offset..).unwrap_or("");
        loop {
            let (literal, field, after) = next_part(rest).map_err(|text| vm.value_error(text))?;
            self.dialogue.out.push_str(literal);
            self.dialogue.offset = template.len() - rest.len() + literal.len();
            self.dialogue.counter = self.automatic.map_or(0, |count| count + 2);
            if let Some(field) = field {
                // The literal is written: a restart begins at the field's brace.
                let text = self.field(vm, &field, NESTING)?;
                self.push(vm, &text)?;
                self.dialogue.finish_field();
            } else if after.is_empty() {
                return Ok(());
            }
            rest = after;
        }
    }

    fn push(&mut self, vm: &mut Vm, text: &str) -> Result<(), Halt> {
        vm.grow_text(&mut self.dialogue.out, text.len())?;
        self.dialogue.out.push_str(text);
        Ok(())
    }

    /// The text of a field. `depth` is how many more levels of fields may be.
    fn field(&mut self, vm: &mut Vm, field: &Field<'_>, depth: u32) -> Result<String, Halt> {
        let mut value = self.object(vm, field.name)?;
        if let Some(conversion) = field.conversion {
            let kind = match conversion {
                's' => "str",
                'r' => "repr",
                'a' => "ascii",
                other => {
                    let code = other as u32;
                    let shown = if code > 32 && code < 127 { other.to_string() } else { format!("\\x{code:x}") };
                    return Err(vm.value_error(format!("Unknown conversion specifier {shown}")).into());
                }
            };
            value = vm.asked_text(&mut self.dialogue, kind, value)?;
        }
        let expanded;
        let spec = if field.nested {
            expanded = self.nested(vm, field.spec, depth - 1)?;
            &expanded
        } else {
            field.spec
        };
        let text = match vm.format_native(value, spec)? {
            Some(text) => text,
            None => {
                let spec = vm.heap.str(spec);
                self.dialogue.ask("format", value, spec)?
            }
        };
        let size = vm.text_argument(text).map_or(0, str::len);
        vm.check_size(size)?;
        Ok(vm.text_argument(text).unwrap_or("").to_owned())
    }

    fn nested(&mut self, vm: &mut Vm, spec: &str, depth: u32) -> Result<String, Halt> {
        if depth == 0 {
            return Err(vm.value_error("Max string recursion exceeded").into());
        }
        let (mut out, mut rest) = (String::new(), spec);
        while !rest.is_empty() {
            let (literal, field, after) = next_part(rest).map_err(|text| vm.value_error(text))?;
            out.push_str(literal);
            if let Some(field) = field {
                out.push_str(&self.field(vm, &field, depth)?);
            }
            rest = after;
        }
        Ok(out)
    }

    /// The value that a field's name means: an argument, then its attributes and items.
    fn object(&mut self, vm: &mut Vm, name: &str) -> Result<Value, Halt> {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut rest) = name.split_at(end);
        let index = integer(first).map_err(|text| vm.value_error(text))?;
        let mut value = match index {
            Some(index) => self.positional(vm, index, false)?,
            None if first.is_empty() => self.positional(vm, 0, true)?,
            None => self.keyword(vm, first)?,
        };
        while let Some(step) = rest.chars().next() {
            if step == '.' {
                let end = rest[1..].find(['.', '[']).map_or(rest.len(), |end| end + 1);
                let attribute = non_empty(&rest[1..end]).map_err(|text| vm.value_error(text))?;
                let attribute = vm.heap.interned(attribute);
                value = self.dialogue.ask("attribute", value, attribute)?;
                rest = &rest[end..];
            } else if step == '[' {
                let Some(end) = rest.find(']') else {
                    return Err(vm.value_error("Missing ']' in format string").into());
                };
                let key = non_empty(&rest[1..end]).map_err(|text| vm.value_error(text))?;
                let key = match integer(key).map_err(|text| vm.value_error(text))? {
                    Some(index) => vm.heap.int(index),
                    None => vm.heap.str(key),
                };
                value = vm.asked_item(&mut self.dialogue, value, key)?;
                rest = &rest[end + 1..];
            } else {
                return Err(vm.value_error("Only '.' or '[' may follow ']' in format field specifier").into());
            }
        }
        Ok(value)
    }

    fn positional(&mut self, vm: &mut Vm, index: i64, automatic: bool) -> Result<Value, Halt> {
        let index = match (self.automatic, automatic) {
            (None | Some(0..), true) => {
                let next = self.automatic.unwrap_or(0);
                self.automatic = Some(next + 1);
                next
            }
            (None | Some(..=-1), false) => {
                self.automatic = Some(-1);
                index
            }
            (Some(..=-1), true) => {
                let text = "cannot switch from manual field specification to automatic field numbering";
                return Err(vm.value_error(text).into());
            }
            (Some(0..), false) => {
                let text = "cannot switch from automatic field numbering to manual field specification";
                return Err(vm.value_error(text).into());
            }
        };
        let Some(args) = self.args else {
            return Err(vm.value_error("Format string contains positional fields").into());
        };
        let item = vm.heap.tuple(args).and_then(|items| items.get(usize::try_from(index).ok()?)).copied();
        match item {
            Some(item) => Ok(item),
            None => {
                let message = format!("Replacement index {index} out of range for positional args tuple");
                Err(vm.raise_text(classes::INDEX_ERROR, &message).into())
            }
        }
    }

    fn keyword(&mut self, vm: &mut Vm, name: &str) -> Result<Value, Halt> {
        let key = vm.heap.str(name);
        if self.args.is_some() {
            return match vm.namespace_get(self.keywords, key) {
                Some(value) => Ok(value),
                None => Err(vm.key_error(key).into()),
            };
        }
        vm.asked_item(&mut self.dialogue, self.keywords, key)
    }
}

fn non_empty(text: &str) -> Result<&str, &'static str> {
    if text.is_empty() { Err("Empty attribute in format string") } else { Ok(text) }
}

/// A run of decimal digits as a number; None if the text is none.
fn integer(text: &str) -> Result<Option<i64>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut number: i64 = 0;
    for c in text.chars() {
        let Some(digit) = crate::text::unicode::decimal_value(c) else { return Ok(None) };
        let next = number.checked_mul(10).and_then(|number| number.checked_add(digit as i64));
        number = next.ok_or("Too many decimal digits in format string")?;
    }
    Ok(Some(number))
}

type Part<'a> = (&'a str, Option<Field<'a>>, &'a str);

/// A literal, the field that follows it, and the rest. An escaped brace ends a literal without a field.
fn next_part(text: &str) -> Result<Part<'_>, &'static str> {
    let Some(brace) = text.find(['{', '}']) else { return Ok((text, None, "")) };
    let (open, after) = (text.as_bytes()[brace] == b'{', &text[brace + 1..]);
    let doubled = after.starts_with(if open { '{' } else { '}' });
    match (open, doubled) {
        // One brace belongs to the literal.
        (_, true) => Ok((&text[..=brace], None, &after[1..])),
        (false, false) => Err("Single '}' encountered in format string"),
        (true, false) if after.is_empty() => Err("Single '{' encountered in format string"),
        (true, false) => {
            let (field, rest) = parse_field(after)?;
            Ok((&text[..brace], Some(field), rest))
        }
    }
}

/// A field after its opening brace, and what follows its closing one.
fn parse_field(text: &str) -> Result<(Field<'_>, &str), &'static str> {
    let end = name_end(text)?;
    let name = &text[..end];
    let mut chars = text[end..].chars();
    let mut conversion = None;
    match chars.next() {
        Some('}') => return Ok((Field { name, conversion, spec: "", nested: false }, chars.as_str())),
        Some('!') => {
            let Some(c) = chars.next() else { return Err("end of string while looking for conversion specifier") };
            conversion = Some(c);
            match chars.next() {
                Some('}') => return Ok((Field { name, conversion, spec: "", nested: false }, chars.as_str())),
                Some(':') | None => {}
                Some(_) => return Err("expected ':' after conversion specifier"),
            }
        }
        Some(':') => {}
        _ => return Err("expected '}' before end of string"),
    }
    let rest = chars.as_str();
    let (mut depth, mut nested) = (1, false);
    for (at, c) in rest.char_indices() {
        match c {
            '{' => {
                nested = true;
                depth += 1;
            }
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return Ok((Field { name, conversion, spec: &rest[..at], nested }, &rest[at + 1..]));
                }
            }
            _ => {}
        }
    }
    Err("unmatched '{' in format spec")
}

/// Where a field's name ends: at `}`, `:` or `!` outside of brackets, or at the end.
fn name_end(text: &str) -> Result<usize, &'static str> {
    let mut inside = false;
    for (at, c) in text.char_indices() {
        match c {
            ']' if inside => inside = false,
            _ if inside => {}
            '{' => return Err("unexpected '{' in field name"),
            '[' => inside = true,
            '}' | ':' | '!' => return Ok(at),
            _ => {}
        }
    }
    Ok(text.len())
}
