//! The built-in types: one file per type with its methods; `registry` lists them all.
//!
//! Built-in classes are static: they are shared by all virtual machines, and a class value is an index.

mod async_generator;
mod awaitable;
mod bytearray;
mod bytes;
mod bytes_search;
pub mod class;
pub(crate) mod container;
mod context;
mod deque;
mod dict;
pub mod exception;
mod exception_fields;
mod file;
mod file_read;
mod float;
mod frame;
pub(crate) mod function;
mod future;
mod generator;
pub mod generic_alias;
mod int;
mod iterators;
mod list;
mod mapping_proxy;
pub mod object;
mod operators;
mod property;
mod range;
mod registry;
pub(crate) mod set;
mod slice;
mod str;
mod str_case;
mod str_search;
pub(crate) mod task;
mod traceback;
mod tuple;
mod views;

pub use registry::{TypeInfo, classes};

use crate::heap::Heap;
use crate::native::NativeDef;
use crate::object::class::{ClassId, Layout};
use crate::object::file::FileObject;
use crate::object::generator::GeneratorKind;
use crate::object::instance::{Shape, ShapeId, ShapeMode};
use crate::object::iterator::{DictPart, IteratorObject};
use crate::object::other::{AsyncAction, LazyKind, OtherObject};
use crate::symbol::{Symbol, static_symbol};
use crate::value::{Kind, Value};
use registry::ROWS;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Everything derived from the rows, once per process.
struct Tables {
    types: Vec<TypeInfo>,
    natives: Vec<&'static NativeDef>,
    /// The class whose member each native is.
    owners: Vec<ClassId>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables { types: Vec::new(), natives: Vec::new(), owners: Vec::new() };
    for (number, row) in ROWS.iter().enumerate() {
        let id = ClassId(number as u32);
        let mut mro = vec![id];
        if let Some(base) = row.base {
            mro.extend_from_slice(tables.types[base.0 as usize].mro());
        }
        if id == classes::EXCEPTION_GROUP {
            // The only class with two bases.
            mro.insert(2, classes::EXCEPTION);
        }
        let mut members = FxHashMap::default();
        let mut order = Vec::new();
        for def in row.members.iter().flat_map(|part| part.iter()) {
            let value = Value::handle(Kind::Native, tables.natives.len() as u32);
            tables.natives.push(def);
            tables.owners.push(id);
            if let Some(symbol) = static_symbol(def.name) {
                members.insert(symbol, value);
                order.push(symbol);
            }
        }
        if row.unhashable
            && let Some(symbol) = static_symbol("__hash__")
        {
            members.insert(symbol, Value::NONE);
            order.push(symbol);
        }
        if id == classes::TOKEN
            && let Some(symbol) = static_symbol("MISSING")
        {
            members.insert(symbol, Value::MISSING);
            order.push(symbol);
        }
        tables.types.push(TypeInfo::new(row, mro, members, order));
    }
    tables
});

/// Number of built-in classes.
pub const fn builtin_count() -> u32 {
    ROWS.len() as u32
}

/// A built-in class.
#[inline(always)]
pub fn builtin(class: ClassId) -> &'static TypeInfo {
    &TABLES.types[class.0 as usize]
}

/// The natives that are members of built-in classes: the first ones of every virtual machine's table.
pub fn member_natives() -> &'static [&'static NativeDef] {
    &TABLES.natives
}

/// The class that a native is a member of.
pub fn native_owner(native: u32) -> Option<ClassId> {
    TABLES.owners.get(native as usize).copied()
}

/// Names of all built-in classes and their members.
pub(crate) fn static_names() -> impl Iterator<Item = &'static str> {
    let members = ROWS.iter().flat_map(|row| row.members.iter()).flat_map(|part| part.iter()).map(|def| def.name);
    members.chain(ROWS.iter().map(|row| row.name))
}

/// The shapes that every heap begins with: that of a bare `object()`.
pub(crate) fn initial_shapes() -> Vec<Shape> {
    vec![Shape {
        class: classes::OBJECT,
        parent: ShapeId(0),
        name: Symbol(0),
        count: 0,
        mode: ShapeMode::Fields,
        transitions: Default::default(),
    }]
}

impl TypeInfo {
    /// A member of the class itself.
    #[inline(always)]
    pub fn member(&self, name: Symbol) -> Option<Value> {
        self.members.get(&name).copied()
    }
}

/// The class of a value that is neither an instance nor an exception.
pub(crate) fn builtin_class_of(heap: &Heap, value: Value) -> ClassId {
    if value.is_int() {
        return classes::INT;
    }
    if value.is_float() {
        return classes::FLOAT;
    }
    let Some((kind, index)) = value.split() else {
        return match value {
            Value::NONE => classes::NONE_TYPE,
            Value::TRUE | Value::FALSE => classes::BOOL,
            Value::ELLIPSIS => classes::ELLIPSIS,
            Value::NOT_IMPLEMENTED => classes::NOT_IMPLEMENTED_TYPE,
            Value::MISSING => classes::TOKEN_MISSING,
            _ => classes::OBJECT,
        };
    };
    match kind {
        Kind::Str => classes::STR,
        Kind::BigInt => classes::INT,
        Kind::Bytes if heap.bytes.get(index).mutable => classes::BYTEARRAY,
        Kind::Bytes => classes::BYTES,
        Kind::Tuple => classes::TUPLE,
        Kind::List => classes::LIST,
        Kind::Dict => classes::DICT,
        Kind::Set if heap.sets.get(index).frozen => classes::FROZENSET,
        Kind::Set => classes::SET,
        Kind::Range => classes::RANGE,
        Kind::Slice => classes::SLICE,
        Kind::Function => classes::FUNCTION,
        Kind::Native => native_class(index),
        Kind::Method => match heap.methods.get(index).function.index_of(Kind::Native) {
            Some(native) if native_class(native) == classes::WRAPPER_DESCRIPTOR => classes::METHOD_WRAPPER,
            Some(_) => classes::BUILTIN_FUNCTION,
            None => classes::METHOD,
        },
        Kind::Class => classes::TYPE,
        Kind::Instance => heap.shapes[heap.instances.get(index).shape.0 as usize].class,
        Kind::Exception => heap.exceptions.get(index).class,
        Kind::Generator => generator_class(heap.generators.get(index).kind),
        Kind::Cell => classes::CELL,
        Kind::Iterator => iterator_class(heap.iterators.get(index)),
        Kind::Module => classes::MODULE,
        Kind::Other => other_class(heap.others.get(index)),
        Kind::Future if heap.futures.get(index).gather.is_some() => classes::GATHERING_FUTURE,
        Kind::Future => classes::FUTURE,
        Kind::Task => classes::TASK,
        Kind::ScriptClass => classes::OBJECT,
    }
}

fn native_class(native: u32) -> ClassId {
    use crate::native::NativeKind;
    let def = TABLES.natives.get(native as usize);
    match def.map(|def| def.kind) {
        Some(NativeKind::Method) if def.is_some_and(|def| is_slot_name(def.name)) => classes::WRAPPER_DESCRIPTOR,
        Some(NativeKind::Method) => classes::METHOD_DESCRIPTOR,
        Some(NativeKind::Getter | NativeKind::Accessor) => classes::GETSET_DESCRIPTOR,
        _ => classes::BUILTIN_FUNCTION,
    }
}

fn generator_class(kind: GeneratorKind) -> ClassId {
    match kind {
        GeneratorKind::Generator => classes::GENERATOR,
        GeneratorKind::Coroutine => classes::COROUTINE,
        GeneratorKind::AsyncGenerator => classes::ASYNC_GENERATOR,
    }
}

fn dict_part(part: DictPart, [keys, values, items]: [ClassId; 3]) -> ClassId {
    match part {
        DictPart::Keys => keys,
        DictPart::Values => values,
        DictPart::Items => items,
    }
}

fn iterator_class(iterator: &IteratorObject) -> ClassId {
    use classes::*;
    match iterator {
        IteratorObject::Done => LIST_ITERATOR,
        IteratorObject::List { .. } => LIST_ITERATOR,
        IteratorObject::ListReversed { .. } => LIST_REVERSE_ITERATOR,
        IteratorObject::Tuple { .. } => TUPLE_ITERATOR,
        IteratorObject::Str { ascii: true, .. } => STR_ASCII_ITERATOR,
        IteratorObject::Str { .. } => STR_ITERATOR,
        IteratorObject::Bytes { .. } => BYTES_ITERATOR,
        IteratorObject::Range { .. } => RANGE_ITERATOR,
        IteratorObject::BigRange { .. } => LONGRANGE_ITERATOR,
        IteratorObject::Dict { part, .. } => {
            dict_part(*part, [DICT_KEY_ITERATOR, DICT_VALUE_ITERATOR, DICT_ITEM_ITERATOR])
        }
        IteratorObject::DictReversed { part, .. } => {
            dict_part(*part, [DICT_REVERSE_KEY_ITERATOR, DICT_REVERSE_VALUE_ITERATOR, DICT_REVERSE_ITEM_ITERATOR])
        }
        IteratorObject::Set { .. } => SET_ITERATOR,
        IteratorObject::Enumerate { .. } => ENUMERATE,
        IteratorObject::Zip { .. } => ZIP,
        IteratorObject::Reversed { .. } => REVERSED,
        IteratorObject::Deque { backwards: false, .. } => DEQUE_ITERATOR,
        IteratorObject::Deque { backwards: true, .. } => DEQUE_REVERSE_ITERATOR,
    }
}

fn lazy_class(kind: LazyKind) -> ClassId {
    match kind {
        LazyKind::Map => classes::MAP,
        LazyKind::Filter => classes::FILTER,
        LazyKind::Zip => classes::ZIP,
        LazyKind::Enumerate => classes::ENUMERATE,
        LazyKind::Reversed => classes::REVERSED,
        LazyKind::Sequence => classes::SEQUENCE_ITERATOR,
        LazyKind::Callable => classes::CALLABLE_ITERATOR,
        LazyKind::Bare => classes::SEQUENCE_ITERATOR,
    }
}

fn file_class(file: &FileObject) -> ClassId {
    match (&file.text, file.readable, file.writable) {
        (Some(_), _, _) => classes::TEXT_FILE,
        (None, true, true) => classes::BUFFERED_RANDOM,
        (None, false, true) => classes::BUFFERED_WRITER,
        (None, _, false) => classes::BUFFERED_FILE,
    }
}

fn other_class(other: &OtherObject) -> ClassId {
    use classes::*;
    match other {
        OtherObject::Free => OBJECT,
        OtherObject::Property(_) => PROPERTY,
        OtherObject::ClassMethod(_) => CLASSMETHOD,
        OtherObject::StaticMethod(_) => STATICMETHOD,
        OtherObject::Super { .. } => SUPER,
        OtherObject::DictView { part, .. } => dict_part(*part, [DICT_KEYS, DICT_VALUES, DICT_ITEMS]),
        OtherObject::ClassDict(_) | OtherObject::MappingProxy(_) => MAPPING_PROXY,
        OtherObject::SlotMember { .. } => MEMBER_DESCRIPTOR,
        OtherObject::DictMember(_) | OtherObject::WeakrefMember(_) => GETSET_DESCRIPTOR,
        OtherObject::Traceback(_) => TRACEBACK,
        OtherObject::AsyncAwaitable(awaitable) => match awaitable.action {
            AsyncAction::Send(_) => ASYNC_GENERATOR_ASEND,
            AsyncAction::Throw(..) | AsyncAction::Close => ASYNC_GENERATOR_ATHROW,
        },
        OtherObject::CoroutineWrapper(_) => COROUTINE_WRAPPER,
        OtherObject::FutureIterator(_) => FUTURE_ITERATOR,
        OtherObject::AnextAwaitable { .. } => ANEXT_AWAITABLE,
        OtherObject::GenericAlias { .. } => GENERIC_ALIAS,
        OtherObject::Union(_) => UNION_TYPE,
        OtherObject::File(file) => file_class(file),
        OtherObject::Frame(_) => FRAME,
        OtherObject::Lazy(lazy) => lazy_class(lazy.kind),
        OtherObject::Code(_) => CODE,
        OtherObject::Deque(_) => DEQUE,
        OtherObject::Context(_) => CONTEXT,
        OtherObject::ContextVar(_) => CONTEXT_VAR,
        OtherObject::ContextToken(_) => TOKEN,
        OtherObject::Host(_) => OBJECT,
    }
}

/// Whether a script class may derive from a built-in one, and how its instances then look.
pub fn layout_of(class: ClassId) -> Layout {
    builtin(class).layout
}

/// Whether a name is that of a special method.
pub fn is_slot_name(name: &str) -> bool {
    // These are plain methods in CPython: no slot of the type structure holds them.
    let plain = [
        "__class_getitem__",
        "__format__",
        "__reduce__",
        "__reduce_ex__",
        "__dir__",
        "__sizeof__",
        "__getstate__",
        "__setstate__",
        "__getnewargs__",
        "__reversed__",
        "__length_hint__",
        "__round__",
        "__trunc__",
        "__floor__",
        "__ceil__",
        "__subclasses__",
        "__instancecheck__",
        "__subclasscheck__",
        "__mro_entries__",
        "__set_name__",
        "__enter__",
        "__exit__",
    ];
    name.len() > 4 && name.starts_with("__") && name.ends_with("__") && !plain.contains(&name)
}
