//! `str`: constructor, special methods, joining, encoding, formatting, translating.

use super::operators::format;
use super::str_search::{receiver, same_or_new};
use crate::native::{Args, NativeDef, Raised, Res, Signature, method, static_method};
use crate::object::dict::DictObject;
use crate::text::codec::{Codec, CodingError, Handler};
use crate::types::classes;
use crate::value::{Kind, Value};
use crate::vm::Vm;
use hognose_bytecode::{BinaryOp, CompareOp};

const CODING: Signature =
    Signature::Named { names: &["encoding", "errors"], positional_only: 0, required: 0, keyword_only: 2 };

pub static MEMBERS: &[NativeDef] = &[
    static_method("__new__", new, Signature::Any),
    method("__str__", plain_text, Signature::None),
    method("__repr__", repr, Signature::None),
    method("__format__", format, Signature::One),
    method("__getnewargs__", new_arguments, Signature::None),
    method("join", join, Signature::One),
    method("encode", encode, CODING),
    method("format", format_method, Signature::Any),
    method("format_map", format_map, Signature::One),
    method("translate", translate, Signature::One),
    static_method("maketrans", maketrans, Signature::Range(1, 3)),
];

/// Special methods that str and bytes share.
pub static SEQUENCE: &[NativeDef] = &[
    method("__len__", length, Signature::None),
    method("__iter__", iterate, Signature::None),
    method("__getitem__", item, Signature::One),
    method("__contains__", contains, Signature::One),
    method("__hash__", hash, Signature::None),
    method("__add__", add, Signature::One),
    method("__mul__", multiply, Signature::One),
    method("__rmul__", multiply, Signature::One),
    method("__mod__", modulo, Signature::One),
    method("__rmod__", reflected_modulo, Signature::One),
    method("__lt__", compare::<0>, Signature::One),
    method("__le__", compare::<1>, Signature::One),
    method("__eq__", compare::<2>, Signature::One),
    method("__ne__", compare::<3>, Signature::One),
    method("__gt__", compare::<4>, Signature::One),
    method("__ge__", compare::<5>, Signature::One),
];

const COMPARE: [CompareOp; 6] =
    [CompareOp::Lt, CompareOp::LtE, CompareOp::Eq, CompareOp::NotEq, CompareOp::Gt, CompareOp::GtE];

fn new(vm: &mut Vm, args: Args) -> Res {
    let [object, encoding, errors] = vm.constructor_arguments(args, "str", ["object", "encoding", "errors"], true)?;
    let Some(object) = object else { return Ok(vm.heap.interned("")) };
    if encoding.is_none() && errors.is_none() {
        return match vm.str_native(object)? {
            Some(text) => Ok(text),
            None => vm.tail_prelude("text_of", &[object]),
        };
    }
    vm.coding_names("str", encoding, errors)?;
    let plain = vm.heap.plain(object);
    if vm.heap.bytes(plain).is_some() {
        let (codec, handler) = vm.coding_arguments("str", encoding, errors)?;
        return vm.decode_bytes(plain, codec, handler);
    }
    let message = match vm.heap.text(plain) {
        Some(_) => "decoding str is not supported".to_owned(),
        None => format!("decoding to str: need a bytes-like object, {} found", vm.heap.type_name(object)),
    };
    Err(vm.type_error(message))
}

/// An encoding or error handler by its name, looked up only when it is needed.
pub(super) enum Named<T> {
    Known(T),
    Unknown(String),
}

impl Vm {
    /// The `encoding` and `errors` arguments of a function.
    pub(super) fn coding_arguments(
        &mut self,
        function: &str,
        encoding: Option<Value>,
        errors: Option<Value>,
    ) -> Res<(Codec, Named<Handler>)> {
        let (encoding, errors) = self.coding_names(function, encoding, errors)?;
        let Some(codec) = Codec::find(&encoding) else {
            return Err(self.raise_text(classes::LOOKUP_ERROR, &format!("unknown encoding: {encoding}")));
        };
        Ok((codec, Handler::find(&errors).map_or(Named::Unknown(errors), Named::Known)))
    }

    /// The same, not looked up.
    pub(super) fn coding_names(
        &mut self,
        function: &str,
        encoding: Option<Value>,
        errors: Option<Value>,
    ) -> Res<(String, String)> {
        let encoding = self.name_argument(function, "encoding", encoding, "utf-8")?;
        let errors = self.name_argument(function, "errors", errors, "strict")?;
        Ok((encoding, errors))
    }

    fn name_argument(&mut self, function: &str, name: &str, value: Option<Value>, default: &str) -> Res<String> {
        let Some(value) = value else { return Ok(default.to_owned()) };
        self.check_name(value)?;
        match self.text_argument(value) {
            Some(text) if text.contains('\0') => Err(self.value_error("embedded null character")),
            Some(text) => Ok(text.to_owned()),
            None => {
                // `str` takes its arguments in a way of its own.
                let found = if function == "str" { self.heap.type_name(value) } else { self.argument_type(value) };
                let message = format!("{function}() argument '{name}' must be str, not {found}");
                Err(self.type_error(message))
            }
        }
    }

    /// Bytes that a plain str becomes at most: what has no byte of its own may become a reference.
    fn encoded_size(&self, text: Value) -> usize {
        let each = if self.heap.string(text).is_some_and(|text| text.is_ascii()) { 4 } else { 10 };
        self.heap.text(text).map_or(0, str::len).saturating_mul(each)
    }

    /// Encodes a plain str.
    pub(super) fn encode_text(&mut self, text: Value, codec: Codec, handler: Named<Handler>) -> Res {
        let size = self.encoded_size(text);
        self.check_size(size)?;
        let known = if let Named::Known(handler) = &handler { Some(*handler) } else { None };
        match codec.encode(self.heap.text(text).unwrap_or(""), known) {
            Ok(bytes) => Ok(self.bytes_value(bytes.into())),
            Err(error) => Err(self.coding_error(classes::UNICODE_ENCODE_ERROR, error, text, handler)),
        }
    }

    /// Decodes a plain bytes object.
    pub(super) fn decode_bytes(&mut self, bytes: Value, codec: Codec, handler: Named<Handler>) -> Res {
        let source = self.heap.bytes(bytes).map_or(&[][..], |bytes| bytes);
        let size = source.len().saturating_mul(4);
        self.check_size(size)?;
        let known = match &handler {
            Named::Known(Handler::XmlCharRefReplace) | Named::Unknown(_) => None,
            Named::Known(handler) => Some(*handler),
        };
        let source = self.heap.bytes(bytes).map_or(&[][..], |bytes| bytes);
        match codec.decode(source, known) {
            Ok(text) => Ok(self.heap.str_from(text)),
            Err(_) if matches!(handler, Named::Known(Handler::XmlCharRefReplace)) => {
                Err(self.type_error("don't know how to handle UnicodeDecodeError in error callback"))
            }
            Err(error) => Err(self.coding_error(classes::UNICODE_DECODE_ERROR, error, bytes, handler)),
        }
    }

    fn coding_error(
        &mut self,
        class: crate::object::class::ClassId,
        error: CodingError,
        object: Value,
        handler: Named<Handler>,
    ) -> Raised {
        if let Named::Unknown(name) = handler {
            return self.raise_text(classes::LOOKUP_ERROR, &format!("unknown error handler name '{name}'"));
        }
        let CodingError { encoding, start, end, reason } = error;
        let (encoding, reason) = (self.heap.str(encoding), self.heap.str(reason));
        let (start, end) = (Value::small(start as i64), Value::small(end as i64));
        match self.construct_exception(class, &[encoding, object, start, end, reason]) {
            Ok(exception) => self.raise(exception),
            Err(raised) => raised,
        }
    }
}

fn plain_text(vm: &mut Vm, args: Args) -> Res {
    Ok(vm.heap.plain(args.get(vm, 0)))
}

fn repr(vm: &mut Vm, args: Args) -> Res {
    let text = crate::text::quote::str_repr(receiver(vm, args));
    Ok(vm.heap.str_from(text))
}

fn new_arguments(vm: &mut Vm, args: Args) -> Res {
    let text = vm.heap.plain(args.get(vm, 0));
    Ok(vm.heap.tuple_of(&[text]))
}

fn length(vm: &mut Vm, args: Args) -> Res {
    let plain = vm.heap.plain(args.get(vm, 0));
    Ok(Value::small(vm.length_native(plain).unwrap_or(0) as i64))
}

fn iterate(vm: &mut Vm, args: Args) -> Res {
    let plain = vm.heap.plain(args.get(vm, 0));
    Ok(vm.native_iterator(plain)?.unwrap_or(Value::NONE))
}

fn item(vm: &mut Vm, args: Args) -> Res {
    let (plain, key) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1));
    vm.get_item_text(plain, key)
}

fn contains(vm: &mut Vm, args: Args) -> Res {
    let (plain, item) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1));
    Ok(Value::bool(vm.contains_native(plain, item)?.unwrap_or(false)))
}

fn hash(vm: &mut Vm, args: Args) -> Res {
    let plain = vm.heap.plain(args.get(vm, 0));
    let hash = vm.heap.hash_native(plain).unwrap_or(0);
    Ok(vm.heap.int(hash))
}

// The operators do not come here: they ask the other operand's methods first (`Vm::operand_method`).
fn add(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (vm.heap.plain(args.get(vm, 0)), vm.heap.plain(args.get(vm, 1)));
    if a.split().map(|(kind, _)| kind) == b.split().map(|(kind, _)| kind) {
        return Ok(vm.binary_native(BinaryOp::Add, a, b)?.unwrap_or(Value::NOT_IMPLEMENTED));
    }
    let (name, other) = (vm.heap.type_name(a), vm.heap.type_name(args.get(vm, 1)));
    let message = match a.is_kind(Kind::Str) {
        true => format!("can only concatenate str (not \"{other}\") to str"),
        false => format!("can't concat {other} to {name}"),
    };
    Err(vm.type_error(message))
}

fn multiply(vm: &mut Vm, args: Args) -> Res {
    let (text, times) = (args.get(vm, 0), args.get(vm, 1));
    let times = vm.index_value(times)?;
    Ok(vm.binary_native(BinaryOp::Mul, text, times)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn modulo(vm: &mut Vm, args: Args) -> Res {
    let (template, values) = (args.get(vm, 0), args.get(vm, 1));
    Ok(vm.binary_native(BinaryOp::Mod, template, values)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn reflected_modulo(vm: &mut Vm, args: Args) -> Res {
    let (values, template) = (args.get(vm, 0), args.get(vm, 1));
    let class = |vm: &Vm, value| crate::types::builtin_class_of(&vm.heap, vm.heap.plain(value));
    if class(vm, values) != class(vm, template) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(vm.binary_native(BinaryOp::Mod, template, values)?.unwrap_or(Value::NOT_IMPLEMENTED))
}

fn compare<const OP: usize>(vm: &mut Vm, args: Args) -> Res {
    let (a, b) = (vm.heap.plain(args.get(vm, 0)), vm.heap.plain(args.get(vm, 1)));
    match (a.split(), b.split()) {
        (Some((kind @ (Kind::Str | Kind::Bytes), _)), Some((other, _))) if kind == other => {
            Ok(vm.compare_native(COMPARE[OP], a, b)?.unwrap_or(Value::NOT_IMPLEMENTED))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn join(vm: &mut Vm, args: Args) -> Res {
    let (separator, iterable) = (args.get(vm, 0), args.get(vm, 1));
    vm.clear_way_of_join(separator, iterable);
    let Some(items) = vm.native_items(iterable) else {
        return vm.tail_prelude("text_join", &[separator, iterable]);
    };
    let items = items?;
    if let [only] = items[..]
        && only.is_kind(Kind::Str)
    {
        return Ok(only);
    }
    let mut size = items.len().saturating_sub(1).saturating_mul(receiver(vm, args).len());
    for (number, item) in items.iter().enumerate() {
        match vm.text_argument(*item) {
            Some(text) => size = size.saturating_add(text.len()),
            None => {
                let found = vm.heap.type_name(*item);
                let message = format!("sequence item {number}: expected str instance, {found} found");
                return Err(vm.type_error(message));
            }
        }
    }
    vm.charge_fuel(items.len())?;
    let mut joined = vm.text_buffer(size)?;
    for (number, item) in items.iter().enumerate() {
        if number > 0 {
            joined.push_str(receiver(vm, args));
        }
        joined.push_str(vm.text_argument(*item).unwrap_or(""));
    }
    Ok(vm.heap.str_from(joined))
}

fn encode(vm: &mut Vm, args: Args) -> Res {
    let (encoding, errors) = (args.opt(vm, 1), args.opt(vm, 2));
    let (codec, handler) = vm.coding_arguments("encode", encoding, errors)?;
    let text = vm.heap.plain(args.get(vm, 0));
    let size = vm.encoded_size(text);
    vm.clear_way_of_native(size);
    vm.encode_text(text, codec, handler)
}

fn format_method(vm: &mut Vm, args: Args) -> Res {
    let template = vm.heap.plain(args.get(vm, 0));
    let given: Vec<Value> = args.slice(vm).iter().skip(1).copied().collect();
    let positional = given.len().saturating_sub(args.keywords as usize);
    let (positional, named) = given.split_at(positional);
    let positional = vm.heap.tuple_of(positional);
    let keywords = vm.heap.new_dict(DictObject::default());
    let names = vm.heap.tuple(args.names).map_or(Vec::new(), |names| names.to_vec());
    for (name, value) in names.into_iter().zip(named) {
        vm.namespace_set(keywords, name, *value);
    }
    vm.format_text(template, positional, keywords)
}

fn format_map(vm: &mut Vm, args: Args) -> Res {
    let (template, mapping) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1));
    vm.format_text(template, Value::NONE, mapping)
}

fn translate(vm: &mut Vm, args: Args) -> Res {
    let (text, table) = (vm.heap.plain(args.get(vm, 0)), args.get(vm, 1));
    if !table.is_kind(Kind::Dict) {
        return vm.tail_prelude("text_translate", &[text, table]);
    }
    let size = receiver(vm, args).len();
    vm.charge_fuel(size)?;
    // A copy of the text, and what becomes of it.
    vm.check_size(size.saturating_mul(2))?;
    let source: Box<str> = receiver(vm, args).into();
    let mut out = String::new();
    vm.grow_text(&mut out, source.len())?;
    for c in source.chars() {
        match vm.dict_get(table, Value::small(c as i64))? {
            None => {
                vm.grow_text(&mut out, c.len_utf8())?;
                out.push(c);
            }
            Some(Value::NONE) => {}
            Some(result) => push_translated(vm, &mut out, result)?,
        }
    }
    Ok(same_or_new(vm, args, out))
}

fn push_translated(vm: &mut Vm, out: &mut String, result: Value) -> Res<()> {
    if let Some(size) = vm.text_argument(result).map(str::len) {
        vm.grow_text(out, size)?;
        out.push_str(vm.text_argument(result).unwrap_or(""));
        return Ok(());
    }
    if !vm.is_integer(result) {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    }
    let code = vm.index_clipped(result)?;
    match u32::try_from(code).ok().and_then(char::from_u32) {
        Some(c) => {
            out.push(c);
            Ok(())
        }
        None => Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
}

/// An argument of `maketrans` as its characters.
fn characters(vm: &mut Vm, value: Value, number: u32) -> Res<Vec<Value>> {
    match vm.text_argument(value).map(str::len) {
        Some(size) => {
            let mut characters = vm.vector(size)?;
            characters.extend(vm.text_argument(value).unwrap_or("").chars().map(|c| Value::small(c as i64)));
            Ok(characters)
        }
        None => {
            let found = vm.argument_type(value);
            let message = match number {
                1 => "first maketrans argument must be a string if there is a second argument".to_owned(),
                number => format!("maketrans() argument {number} must be str, not {found}"),
            };
            Err(vm.type_error(message))
        }
    }
}

fn maketrans(vm: &mut Vm, args: Args) -> Res {
    let table = vm.heap.new_dict(DictObject::default());
    let Some(to) = args.opt(vm, 1) else {
        let mapping = args.get(vm, 0);
        return table_of_dict(vm, mapping, table);
    };
    let from = args.get(vm, 0);
    // CPython checks the later arguments' types first.
    if vm.text_argument(to).is_none() {
        characters(vm, to, 2)?;
    }
    let removed = match args.opt(vm, 2) {
        Some(removed) => characters(vm, removed, 3)?,
        None => Vec::new(),
    };
    let (from, to) = (characters(vm, from, 1)?, characters(vm, to, 2)?);
    if from.len() != to.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.iter().zip(&to) {
        vm.dict_set(table, *from, *to)?;
    }
    for removed in removed {
        vm.dict_set(table, removed, Value::NONE)?;
    }
    Ok(table)
}

fn table_of_dict(vm: &mut Vm, mapping: Value, table: Value) -> Res {
    if !mapping.is_kind(Kind::Dict) {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    }
    let entries: Vec<(Value, Value)> =
        vm.heap.dict(mapping).map_or(Vec::new(), |dict| dict.iter().map(|entry| (entry.key, entry.value)).collect());
    for (key, value) in entries {
        let plain = vm.heap.plain(key);
        let key = match vm.heap.text(plain) {
            Some(text) => {
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => Value::small(c as i64),
                    _ => return Err(vm.value_error("string keys in translate table must be of length 1")),
                }
            }
            None if vm.is_integer(key) => key,
            None => return Err(vm.type_error("keys in translate table must be strings or integers")),
        };
        vm.dict_set(table, key, value)?;
    }
    Ok(table)
}
