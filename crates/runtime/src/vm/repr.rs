//! `repr` of values of built-in types. Containers are walked with an explicit stack.
//!
//! Where a script's `__repr__` takes part, the walk gives up and the prelude's `container_repr` goes through the outer
//! container item by item; `Vm::repr_active` then tells inner ones what is under way.

use super::Vm;
use super::protocol::Special;
use crate::heap::Heap;
use crate::native::{Args, NativeKind, Res};
use crate::object::class::ClassId;
use crate::object::function::CodeId;
use crate::object::generator::GeneratorKind;
use crate::object::iterator::DictPart;
use crate::object::other::OtherObject;
use crate::symbol::names;
use crate::types::{self, classes};
use crate::value::{Kind, Value};
use rustc_hash::FxHashSet;

/// Containers inside containers that are followed: CPython 3.13's bound.
const MAX_LEVELS: usize = 9997;
const TOO_DEEP: &str = "maximum recursion depth exceeded while getting the repr of an object";

/// What is still to be written, the last one first.
enum Work {
    Value(Value),
    Text(&'static str),
    Owned(String),
    /// The innermost open container ends.
    Leave,
}

/// A repr that is being written.
#[derive(Default)]
struct Writer {
    out: String,
    work: Vec<Work>,
    path: Vec<Value>,
    open: FxHashSet<Value>,
}

impl Writer {
    /// Pushes these so that the first is written first.
    fn push_all(&mut self, work: impl IntoIterator<Item = Work, IntoIter: DoubleEndedIterator>) {
        self.work.extend(work.into_iter().rev());
    }

    /// Opens a container: what stands around its items, and the items.
    fn push_items(&mut self, container: Value, before: &str, items: &[Value], after: Vec<Work>) {
        self.out.push_str(before);
        self.path.push(container);
        self.open.insert(container);
        self.work.push(Work::Leave);
        self.push_all(after);
        for (index, item) in items.iter().enumerate().rev() {
            self.work.push(Work::Value(*item));
            if index > 0 {
                self.work.push(Work::Text(", "));
            }
        }
    }
}

impl Vm {
    /// `repr(value)`: None where a method of a script's class must be called.
    pub fn repr_native(&mut self, value: Value) -> Res<Option<Value>> {
        if let Some(text) = self.repr_scalar(value)? {
            return Ok(Some(text));
        }
        self.write_repr(value, false)
    }

    /// The same by the built-in class that the receiver's class derives from, whatever it overrides.
    pub fn repr_as_builtin(&mut self, value: Value) -> Res<Option<Value>> {
        self.write_repr(value, true)
    }

    fn write_repr(&mut self, value: Value, as_builtin: bool) -> Res<Option<Value>> {
        let mut writer = Writer::default();
        if as_builtin {
            let plain = self.heap.plain(value);
            if !self.write_object(&mut writer, plain, value)? {
                return Ok(None);
            }
        } else {
            writer.work.push(Work::Value(value));
        }
        let mut written = 0;
        while let Some(work) = writer.work.pop() {
            match work {
                Work::Text(text) => {
                    self.grow_text(&mut writer.out, text.len())?;
                    writer.out.push_str(text);
                }
                Work::Owned(text) => {
                    self.grow_text(&mut writer.out, text.len())?;
                    writer.out.push_str(&text);
                }
                Work::Leave => {
                    if let Some(container) = writer.path.pop() {
                        writer.open.remove(&container);
                    }
                }
                Work::Value(value) => {
                    written += 1;
                    if written & 0xFF == 0 {
                        self.charge_fuel(256)?;
                    }
                    if !self.write_value(&mut writer, value)? {
                        return Ok(None);
                    }
                }
            }
        }
        Ok(Some(self.heap.str_from(writer.out)))
    }

    /// Writes a value or opens it; false where script code must be asked.
    fn write_value(&mut self, writer: &mut Writer, value: Value) -> Res<bool> {
        if self.push_repr_scalar(&mut writer.out, value)? {
            return Ok(true);
        }
        let plain = match value.split() {
            Some((Kind::Instance, _)) => match self.special(value, names::REPR) {
                Special::Script(_) => return Ok(false),
                Special::Native(owner) if owner != classes::OBJECT => self.heap.plain(value),
                Special::Native(_) | Special::Missing => {
                    let text = self.default_repr(value);
                    writer.out.push_str(&text);
                    return Ok(true);
                }
            },
            Some((Kind::Exception, _)) => match self.special(value, names::REPR) {
                Special::Script(_) => return Ok(false),
                Special::Native(_) | Special::Missing => value,
            },
            _ => value,
        };
        self.write_object(writer, plain, value)
    }

    /// Writes an object of a built-in type; `original` is the instance that carries it, or itself.
    fn write_object(&mut self, writer: &mut Writer, value: Value, original: Value) -> Res<bool> {
        let Some((kind, index)) = value.split() else { return self.push_repr_scalar(&mut writer.out, value) };
        match kind {
            Kind::List | Kind::Tuple | Kind::Dict | Kind::Set => return self.write_container(writer, value, original),
            Kind::Bytes if original != value && self.is_bytearray(value) => {
                let mut text = String::new();
                self.push_repr_scalar(&mut text, value)?;
                // A subclass's own name stands in place of `bytearray`.
                writer.out.push_str(self.heap.type_name(original));
                writer.out.push_str(text.trim_start_matches("bytearray"));
            }
            Kind::Str | Kind::BigInt | Kind::Bytes => return self.push_repr_scalar(&mut writer.out, value),
            Kind::Range => self.write_range(writer, value),
            Kind::Slice => {
                let slice = *self.heap.slices.get(index);
                writer.push_all([
                    Work::Text("slice("),
                    Work::Value(slice.start),
                    Work::Text(", "),
                    Work::Value(slice.stop),
                    Work::Text(", "),
                    Work::Value(slice.step),
                    Work::Text(")"),
                ]);
            }
            Kind::Exception => self.write_exception(writer, value),
            Kind::Method => self.write_method(writer, value),
            Kind::Cell => {
                let content = self.heap.cells.get(index).0;
                let holds = match content.is_unbound() {
                    true => "empty".to_string(),
                    false => format!("{} object at {}", self.heap.type_name(content), address(content)),
                };
                writer.out.push_str(&format!("<cell at {}: {holds}>", address(value)));
            }
            Kind::Other => return self.write_other(writer, value),
            Kind::Future | Kind::Task => {
                let class = self.heap.class_of(value);
                if self.heap.class_lookup_where(class, names::REPR).is_some_and(|(owner, _)| owner != classes::OBJECT) {
                    return Ok(false);
                }
                let text = self.default_repr(value);
                writer.out.push_str(&text);
            }
            Kind::Function | Kind::Native | Kind::Class | Kind::Generator | Kind::Module => {
                let text = self.simple_repr(value);
                writer.out.push_str(&text);
            }
            Kind::Instance | Kind::Iterator | Kind::ScriptClass => {
                let text = self.default_repr(value);
                writer.out.push_str(&text);
            }
        }
        Ok(true)
    }

    /// `<module.Class object at 0x...>`
    pub fn default_repr(&self, value: Value) -> String {
        let name = self.class_full_name(self.heap.class_of(value));
        format!("<{name} object at {}>", address(value))
    }

    fn write_container(&mut self, writer: &mut Writer, value: Value, original: Value) -> Res<bool> {
        let pieces = match value.split() {
            Some((Kind::Dict, _)) => self.heap.dict(value).map_or(0, |dict| dict.len() * 4),
            Some((Kind::Set, _)) => self.heap.set(value).map_or(0, |set| set.len() * 2),
            _ => self.sequence(value).map_or(0, |items| items.len() * 2),
        };
        // The pieces, the list of them while it grows, and a copy of the items.
        self.reserve_memory((writer.work.len() + pieces).saturating_mul(3 * size_of::<Work>()))?;
        let under_way = writer.open.contains(&value) || self.repr_active.contains(&value);
        if !under_way && writer.path.len() >= MAX_LEVELS {
            return Err(self.recursion_error(TOO_DEEP));
        }
        if let Some(dict) = self.heap.dict(value) {
            if under_way {
                writer.out.push_str("{...}");
                return Ok(true);
            }
            let entries: Vec<_> = dict.iter().copied().collect();
            writer.push_items(value, "{", &[], vec![Work::Text("}")]);
            for (index, entry) in entries.iter().enumerate().rev() {
                writer.work.extend([Work::Value(entry.value), Work::Text(": "), Work::Value(entry.key)]);
                if index > 0 {
                    writer.work.push(Work::Text(", "));
                }
            }
            return Ok(true);
        }
        if let Some(set) = self.heap.set(value) {
            let (items, frozen): (Vec<Value>, bool) = (set.iter().map(|slot| slot.key).collect(), set.frozen);
            let name = self.heap.type_name(original).to_string();
            if under_way {
                writer.out.push_str(&format!("{name}(...)"));
            } else if items.is_empty() {
                writer.out.push_str(&format!("{name}()"));
            } else if !frozen && original == value {
                writer.push_items(value, "{", &items, vec![Work::Text("}")]);
            } else {
                writer.push_items(value, &format!("{name}({{"), &items, vec![Work::Text("})")]);
            }
            return Ok(true);
        }
        let items = self.sequence(value).unwrap_or(&[]).to_vec();
        match (value.is_kind(Kind::List), under_way) {
            (true, true) => writer.out.push_str("[...]"),
            (false, true) => writer.out.push_str("(...)"),
            (true, false) => writer.push_items(value, "[", &items, vec![Work::Text("]")]),
            (false, false) if items.is_empty() => writer.out.push_str("()"),
            (false, false) => {
                let end = if items.len() == 1 { ",)" } else { ")" };
                writer.push_items(value, "(", &items, vec![Work::Text(end)]);
            }
        }
        Ok(true)
    }

    fn write_range(&mut self, writer: &mut Writer, value: Value) {
        let range = self.heap.range(value).copied().unwrap_or_default();
        let step =
            if range.step == Value::small(1) { Vec::new() } else { vec![Work::Text(", "), Work::Value(range.step)] };
        writer.work.push(Work::Text(")"));
        writer.push_all(step);
        writer.push_all([Work::Text("range("), Work::Value(range.start), Work::Text(", "), Work::Value(range.stop)]);
    }

    /// `ValueError('text')`: the class and its arguments.
    fn write_exception(&mut self, writer: &mut Writer, value: Value) {
        let Some(exception) = self.heap.exception(value) else { return };
        let (class, args) = (exception.class, exception.args);
        let name = self.heap.class_name(class).to_string();
        let items = self.sequence(args).unwrap_or(&[]).to_vec();
        if writer.open.contains(&value) || writer.path.len() >= MAX_LEVELS {
            writer.out.push_str(&format!("{name}(...)"));
            return;
        }
        writer.push_items(value, &format!("{name}("), &items, vec![Work::Text(")")]);
    }

    fn write_method(&mut self, writer: &mut Writer, value: Value) {
        let Some(method) = self.heap.method(value).copied() else { return };
        if let Some(native) = method.function.index_of(Kind::Native) {
            let def = self.builtins.native(native);
            let class = self.heap.type_name(method.receiver);
            let place = address(method.receiver);
            let wrapper = def.kind == NativeKind::Method && types::is_slot_name(def.name);
            let text = match (wrapper, method.receiver.is_kind(Kind::Module)) {
                (true, _) => format!("<method-wrapper '{}' of {class} object at {place}>", def.name),
                (false, true) => format!("<built-in function {}>", def.name),
                (false, false) => format!("<built-in method {} of {class} object at {place}>", def.name),
            };
            writer.out.push_str(&text);
            return;
        }
        let name = self.function_qualname(method.function);
        writer.push_all([
            Work::Owned(format!("<bound method {name} of ")),
            Work::Value(method.receiver),
            Work::Text(">"),
        ]);
    }

    /// The qualified name of a function; `?` for something else that was bound.
    fn function_qualname(&self, value: Value) -> String {
        let Some(function) = self.heap.function(value) else { return "?".to_string() };
        let set = function.extra.as_ref().and_then(|extra| self.heap.text(extra.qualname));
        set.map_or_else(|| self.code_qualname(function.code), str::to_string)
    }

    fn code_qualname(&self, code: CodeId) -> String {
        self.linked.get(code.0 as usize).map_or_else(String::new, |linked| linked.code.qualname.to_string())
    }

    /// Objects whose repr is a line without other values in it.
    fn simple_repr(&self, value: Value) -> String {
        let place = address(value);
        match value.split() {
            Some((Kind::Function, _)) => format!("<function {} at {place}>", self.function_qualname(value)),
            Some((Kind::Native, index)) => self.native_repr(index),
            Some((Kind::Class, index)) => self.class_repr(ClassId(index)),
            Some((Kind::Generator, index)) => self.generator_repr(index, &place),
            Some((Kind::Module, index)) => {
                let module = self.heap.modules.get(index);
                let name = self.heap.text(module.name).unwrap_or("?").to_string();
                let name_of_file = |symbol: &str| {
                    let dict = self.heap.dict(module.dict)?;
                    let entry = dict.iter().find(|entry| self.heap.text(entry.key) == Some(symbol))?;
                    self.heap.text(entry.value).map(str::to_string)
                };
                match name_of_file("__file__") {
                    Some(file) => format!("<module '{name}' from '{file}'>"),
                    None if self.builtins.module(&name).is_some() => format!("<module '{name}' (built-in)>"),
                    None => format!("<module '{name}'>"),
                }
            }
            _ => self.default_repr(value),
        }
    }

    fn native_repr(&self, index: u32) -> String {
        let def = self.builtins.native(index);
        let Some(owner) = types::native_owner(index) else {
            return format!("<built-in function {}>", self.builtins.native_name(index));
        };
        let class = self.heap.class_name(owner);
        match def.kind {
            NativeKind::Method if types::is_slot_name(def.name) => {
                format!("<slot wrapper '{}' of '{class}' objects>", def.name)
            }
            NativeKind::Method | NativeKind::ClassMethod => format!("<method '{}' of '{class}' objects>", def.name),
            NativeKind::Getter | NativeKind::Accessor => format!("<attribute '{}' of '{class}' objects>", def.name),
            NativeKind::StaticMethod => {
                format!("<built-in method {} of type object at {}>", def.name, address(Heap::class_value(owner)))
            }
            NativeKind::Function => format!("<built-in function {}>", def.name),
        }
    }

    /// `__qualname__` of a generator.
    pub(super) fn generator_qualname(&self, generator: Value) -> String {
        let Some(object) = self.heap.generator(generator) else { return String::new() };
        let set = object.rare().and_then(|rare| self.heap.text(self.heap.plain(rare.qualname)));
        set.map_or_else(|| self.code_qualname(object.place.code()), str::to_string)
    }

    fn generator_repr(&self, index: u32, place: &str) -> String {
        let name = self.generator_qualname(Value::handle(Kind::Generator, index));
        match self.heap.generators.get(index).kind {
            GeneratorKind::Generator => format!("<generator object {name} at {place}>"),
            GeneratorKind::Coroutine => format!("<coroutine object {name} at {place}>"),
            GeneratorKind::AsyncGenerator => format!("<async_generator object {name} at {place}>"),
        }
    }

    fn write_other(&mut self, writer: &mut Writer, value: Value) -> Res<bool> {
        let Some(other) = self.heap.other(value) else { return Ok(false) };
        match other {
            OtherObject::DictView { dict, part } => {
                let (dict, part) = (*dict, *part);
                return self.write_view(writer, value, dict, part);
            }
            OtherObject::MappingProxy(dict) => {
                let dict = *dict;
                writer.push_all([Work::Text("mappingproxy("), Work::Value(dict), Work::Text(")")]);
            }
            OtherObject::File(_) => {
                let text = self.file_repr(value)?;
                writer.out.push_str(&text);
            }
            OtherObject::ClassDict(class) => {
                let class = *class;
                self.write_class_dict(writer, value, class);
            }
            OtherObject::ClassMethod(function) => {
                let function = *function;
                writer.push_all([Work::Text("<classmethod("), Work::Value(function), Work::Text(")>")]);
            }
            OtherObject::StaticMethod(function) => {
                let function = *function;
                writer.push_all([Work::Text("<staticmethod("), Work::Value(function), Work::Text(")>")]);
            }
            OtherObject::Super { class, object, start } => {
                let of = match object.is_unbound() {
                    true => "NULL".to_string(),
                    false => format!("<{} object>", self.heap.class_name(*start)),
                };
                let text = format!("<super: <class '{}'>, {of}>", self.heap.class_name(*class));
                writer.out.push_str(&text);
            }
            OtherObject::GenericAlias { origin, args } => {
                let (origin, args) = (*origin, *args);
                self.write_alias(writer, origin, args);
            }
            OtherObject::Union(members) => {
                let members = self.sequence(*members).unwrap_or(&[]).to_vec();
                for (index, member) in members.iter().enumerate().rev() {
                    writer.work.push(self.type_argument(*member));
                    if index > 0 {
                        writer.work.push(Work::Text(" | "));
                    }
                }
            }
            OtherObject::Deque(_) => return Ok(false),
            OtherObject::Frame(_) => {
                let text = self.frame_repr(value, &address(value));
                writer.out.push_str(&text);
            }
            OtherObject::ContextVar(variable) => {
                let (name, default) = (variable.name, variable.default);
                let mut work = vec![Work::Text("<ContextVar name="), Work::Value(name)];
                if !default.is_unbound() {
                    work.extend([Work::Text(" default="), Work::Value(default)]);
                }
                work.push(Work::Owned(format!(" at {}>", address(value))));
                writer.work.extend(work.into_iter().rev());
            }
            OtherObject::ContextToken(token) => {
                let used = if token.used { " used" } else { "" };
                let variable = token.variable;
                writer.push_all([
                    Work::Owned(format!("<Token{used} var=")),
                    Work::Value(variable),
                    Work::Owned(format!(" at {}>", address(value))),
                ]);
            }
            OtherObject::SlotMember { class, name } => {
                let text = format!(
                    "<member '{}' of '{}' objects>",
                    self.heap.symbols.text(*name),
                    self.heap.class_name(*class)
                );
                writer.out.push_str(&text);
            }
            OtherObject::DictMember(class) => {
                let text = format!("<attribute '__dict__' of '{}' objects>", self.heap.class_name(*class));
                writer.out.push_str(&text);
            }
            OtherObject::WeakrefMember(class) => {
                let text = format!("<attribute '__weakref__' of '{}' objects>", self.heap.class_name(*class));
                writer.out.push_str(&text);
            }
            _ => {
                let text = self.default_repr(value);
                writer.out.push_str(&text);
            }
        }
        Ok(true)
    }

    fn write_view(&mut self, writer: &mut Writer, view: Value, dict: Value, part: DictPart) -> Res<bool> {
        if writer.open.contains(&view) {
            writer.out.push_str("...");
            return Ok(true);
        }
        if writer.path.len() >= MAX_LEVELS {
            return Err(self.recursion_error(TOO_DEEP));
        }
        let items = self.checked_view_items(dict, part)?;
        self.reserve_memory((writer.work.len() + items.len() * 2).saturating_mul(3 * size_of::<Work>()))?;
        let name = self.heap.type_name(view).to_string();
        writer.push_items(view, &format!("{name}(["), &items, vec![Work::Text("])")]);
        Ok(true)
    }

    fn write_class_dict(&mut self, writer: &mut Writer, value: Value, class: ClassId) {
        let entries: Vec<(crate::symbol::Symbol, Value)> = match self.heap.script_class(class) {
            Some(object) => object.attributes.iter().copied().collect(),
            None => {
                let info = types::builtin(class);
                info.order.iter().filter_map(|name| Some((*name, info.member(*name)?))).collect()
            }
        };
        writer.push_items(value, "mappingproxy({", &[], vec![Work::Text("})")]);
        for (index, (name, member)) in entries.iter().enumerate().rev() {
            writer.work.push(Work::Value(*member));
            writer.work.push(Work::Text(": "));
            let name = self.heap.symbol_value(*name);
            writer.work.push(Work::Value(name));
            if index > 0 {
                writer.work.push(Work::Text(", "));
            }
        }
    }

    /// `list[int]`
    fn write_alias(&mut self, writer: &mut Writer, origin: Value, args: Value) {
        let items = self.sequence(args).unwrap_or(&[]).to_vec();
        writer.work.push(Work::Text("]"));
        if items.is_empty() {
            writer.work.push(Work::Text("()"));
        }
        for (index, item) in items.iter().enumerate().rev() {
            writer.work.push(self.type_argument(*item));
            if index > 0 {
                writer.work.push(Work::Text(", "));
            }
        }
        writer.work.push(Work::Text("["));
        writer.work.push(self.type_argument(origin));
    }

    /// A class in an alias or a union is shown by its name.
    fn type_argument(&self, value: Value) -> Work {
        match Heap::as_class(value) {
            Some(classes::NONE_TYPE) => Work::Text("None"),
            Some(class) => Work::Owned(self.class_full_name(class)),
            None if value == Value::ELLIPSIS => Work::Text("..."),
            None => Work::Value(value),
        }
    }
}

/// Where an object is, as CPython's reprs say it.
pub fn address(value: Value) -> String {
    format!("{:#x}", value.bits())
}

/// `_repr_enter(container)`: False when its repr is under way already.
pub(crate) fn repr_enter(vm: &mut Vm, args: Args) -> Res {
    let container = vm.heap.plain(args.get(vm, 0));
    if vm.repr_active.contains(&container) {
        return Ok(Value::FALSE);
    }
    if vm.repr_active.len() >= MAX_LEVELS {
        return Err(vm.recursion_error(TOO_DEEP));
    }
    vm.repr_active.push(container);
    Ok(Value::TRUE)
}

/// `_repr_leave(container)`
pub(crate) fn repr_leave(vm: &mut Vm, args: Args) -> Res {
    let container = vm.heap.plain(args.get(vm, 0));
    if let Some(index) = vm.repr_active.iter().rposition(|open| *open == container) {
        vm.repr_active.remove(index);
    }
    Ok(Value::NONE)
}

/// `_repr_pieces(container)`: texts and values in turn, beginning and ending with a text.
pub(crate) fn repr_pieces(vm: &mut Vm, args: Args) -> Res {
    let original = args.get(vm, 0);
    let plain = vm.heap.plain(original);
    let mut writer = Writer::default();
    vm.write_object(&mut writer, plain, original)?;
    let mut pieces = Vec::new();
    let mut text = std::mem::take(&mut writer.out);
    while let Some(work) = writer.work.pop() {
        match work {
            Work::Text(part) => text.push_str(part),
            Work::Owned(part) => text.push_str(&part),
            Work::Leave => {}
            Work::Value(value) => {
                pieces.push(vm.heap.str_from(std::mem::take(&mut text)));
                pieces.push(value);
            }
        }
    }
    pieces.push(vm.heap.str_from(text));
    Ok(vm.heap.list_of(pieces))
}
