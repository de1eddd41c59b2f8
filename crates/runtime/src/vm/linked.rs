//! Linking: what a virtual machine makes of an immutable code object at the first call.

use super::Vm;
use crate::heap::Heap;
use crate::object::function::CodeId;
use crate::object::instance::ShapeId;
use crate::object::other::OtherObject;
use crate::symbol::Symbol;
use crate::value::{Kind, Value};
use dashu_int::IBig;
use hognose_bytecode::{Code, Const, Flavor, Op};
use std::sync::Arc;

/// A code object with this machine's values for its constants and names.
#[derive(Clone, Debug)]
pub struct Linked {
    pub code: Arc<Code>,
    /// The code's instructions, one step nearer for the run loop.
    pub ops: Arc<[Op]>,
    pub constants: Box<[Value]>,
    pub names: Box<[Symbol]>,
    /// The code as an object of the script, made when it is asked for; or unbound.
    pub object: Value,
    /// Linked children, made when a function of them is.
    pub children: Box<[Option<CodeId>]>,
    /// The namespace dict of the module.
    pub globals: Value,
    /// Index of its first inline cache in `Vm::caches`.
    pub caches: u32,
    /// Registers, R[0] included.
    pub registers: u32,
    /// Registers of parameters.
    pub parameters: u32,
    /// Registers of variables, parameters included.
    pub locals: u32,
    /// The number of arguments of a call that needs no binding, when the function is that simple; else u32::MAX.
    pub exact: u32,
    pub flavor: Flavor,
    /// The flavor of functions whose calls run in a fused frame when this code awaits or delegates to them.
    pub fuses: Flavor,
}

impl Linked {
    /// Whether a call of it with so many arguments by position is a frame at once.
    #[inline(always)]
    pub fn takes(&self, count: usize) -> bool {
        self.exact as usize == count && self.flavor == Flavor::Plain
    }

    /// Bytes that it occupies, the shared code not counted.
    pub fn heap_bytes(&self) -> usize {
        size_of::<Linked>() + size_of_val(&*self.constants) + size_of_val(&*self.names) + size_of_val(&*self.children)
    }
}

/// An inline cache. What it holds depends on the instruction; `key` says when it holds.
#[derive(Clone, Copy, Debug)]
pub struct Cache {
    /// A shape, or a kind with the top bit set; for a built-in name the version of the globals that lack it.
    /// u32::MAX: empty.
    pub key: u32,
    /// The class epoch at which it was filled.
    pub epoch: u32,
    /// A field's index, or a dict entry's.
    pub slot: u32,
    /// The shape after a new field was added; for a built-in name the entry in the dict of built-ins.
    pub next: ShapeId,
    /// A method, or the key of a global.
    pub value: Value,
}

impl Cache {
    pub const EMPTY: Cache = Cache { key: u32::MAX, epoch: 0, slot: u32::MAX, next: ShapeId(0), value: Value::UNBOUND };
}

/// The inline cache key of values whose built-in class can be told at once, and that have no attributes of their own.
#[inline(always)]
pub(super) fn kind_key(heap: &Heap, value: Value) -> u32 {
    match value.split() {
        Some((kind @ (Kind::Str | Kind::Tuple | Kind::List | Kind::Dict), _)) => kind as u32 | 1 << 31,
        Some((kind, index)) => rare_kind_key(heap, kind, index),
        None => NO_KEY,
    }
}

/// The key of values whose attributes are not cached by their kind.
pub(super) const NO_KEY: u32 = u32::MAX - 1;

#[inline(never)]
fn rare_kind_key(heap: &Heap, kind: Kind, index: u32) -> u32 {
    let variant = match kind {
        Kind::Set => heap.sets.get(index).frozen as u32,
        Kind::Bytes => heap.bytes.get(index).mutable as u32,
        Kind::Generator => heap.generators.get(index).kind as u32,
        Kind::Future | Kind::Task => 0,
        Kind::Other if matches!(heap.others.get(index), OtherObject::Deque(_)) => 0,
        Kind::Str | Kind::Tuple | Kind::List | Kind::Dict => return NO_KEY,
        Kind::BigInt | Kind::Range | Kind::Slice | Kind::Function | Kind::Native | Kind::Method | Kind::Class => {
            return NO_KEY;
        }
        Kind::Instance
        | Kind::Exception
        | Kind::Cell
        | Kind::Iterator
        | Kind::Module
        | Kind::Other
        | Kind::ScriptClass => return NO_KEY,
    };
    kind as u32 | variant << 8 | 1 << 31
}

/// Stands for the first inline cache of code that was never called.
const UNPREPARED: u32 = u32::MAX;

/// What a place asks of an attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Access {
    Read,
    Method,
    Write,
}

/// The second level behind the inline caches: places that meet several shapes find here what they lost. A direct-mapped
/// table, small at the first miss and larger when it was written to often.
#[derive(Clone, Debug, Default)]
pub struct AttributeCache {
    entries: Vec<(Symbol, Access, Cache)>,
    /// Entries written since it has its size.
    written: usize,
}

/// Its sizes, powers of two.
const FEW_ATTRIBUTES: usize = 32;
const MANY_ATTRIBUTES: usize = 256;

impl AttributeCache {
    fn index(&self, key: u32, name: Symbol, access: Access) -> usize {
        let place = key.wrapping_mul(0x9E37) ^ name.0.wrapping_mul(5) ^ access as u32;
        place as usize & self.entries.len().wrapping_sub(1)
    }

    /// What was remembered for a shape or kind.
    #[inline]
    pub(super) fn find(&self, key: u32, name: Symbol, access: Access, epoch: u32) -> Option<Cache> {
        let (known, kind, cache) = self.entries.get(self.index(key, name, access))?;
        let holds = *known == name && *kind == access && cache.key == key && cache.epoch == epoch;
        holds.then_some(*cache)
    }

    #[expect(clippy::disallowed_methods, reason = "of one of two fixed sizes")]
    pub(super) fn remember(&mut self, name: Symbol, access: Access, cache: Cache) {
        if self.written >= self.entries.len() && self.entries.len() < MANY_ATTRIBUTES {
            let size = if self.entries.is_empty() { FEW_ATTRIBUTES } else { MANY_ATTRIBUTES };
            self.entries = vec![(Symbol(0), Access::Read, Cache::EMPTY); size];
            self.written = 0;
        }
        self.written += 1;
        let index = self.index(cache.key, name, access);
        self.entries[index] = (name, access, cache);
    }

    /// The methods it holds, for the collector.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        self.entries.iter().map(|(_, _, cache)| &cache.value)
    }
}

impl Vm {
    /// Links a code object of a module whose globals are given. Its constants, names and caches are made at its first call:
    /// most functions of a module that is imported are never called.
    pub fn link(&mut self, code: &Arc<Code>, globals: Value) -> CodeId {
        self.linked.push(Linked {
            constants: Box::default(),
            names: Box::default(),
            object: Value::UNBOUND,
            children: Box::default(),
            globals,
            caches: UNPREPARED,
            registers: code.register_count as u32,
            parameters: code.parameters.count() as u32,
            locals: code.local_count as u32,
            // No call by position is simple before it is prepared: the run loop leaves the first one to `invoke_function`.
            exact: u32::MAX,
            flavor: code.flavor,
            fuses: if code.flavor == Flavor::Generator { Flavor::Generator } else { Flavor::Coroutine },
            ops: code.ops.clone(),
            code: code.clone(),
        });
        CodeId(self.linked.len() as u32 - 1)
    }

    /// Makes what linked code needs to run, unless that was done.
    #[inline]
    pub(super) fn prepare(&mut self, id: CodeId) {
        if self.linked[id.0 as usize].caches == UNPREPARED {
            self.prepare_first(id);
        }
    }

    #[cold]
    #[inline(never)]
    fn prepare_first(&mut self, id: CodeId) {
        let code = self.linked[id.0 as usize].code.clone();
        let constants = code.constants.iter().map(|constant| self.heap.constant(constant)).collect();
        let names: Box<[Symbol]> = code.names.iter().map(|name| self.heap.intern(name)).collect();
        names.iter().for_each(|name| {
            self.heap.symbol_value(*name);
        });
        let caches = self.caches.len() as u32;
        let count = code.sites.len();
        if self.caches.capacity() < self.caches.len() + count {
            self.caches.reserve_exact(count + self.caches.len() / 4);
        }
        self.caches.resize(self.caches.len() + count, Cache::EMPTY);
        let linked = &mut self.linked[id.0 as usize];
        linked.exact = if code.parameters.is_simple() { code.parameters.positional as u32 } else { u32::MAX };
        linked.children = code.children.iter().map(|_| None).collect();
        (linked.constants, linked.names, linked.caches) = (constants, names, caches);
    }

    /// The code as an object of the script; always the same one.
    pub fn code_object(&mut self, id: CodeId) -> Value {
        let known = self.linked.get(id.0 as usize).map_or(Value::NONE, |linked| linked.object);
        if !known.is_unbound() {
            return known;
        }
        let object = self.heap.new_other(OtherObject::Code(id));
        if let Some(linked) = self.linked.get_mut(id.0 as usize) {
            linked.object = object;
        }
        object
    }

    /// The linked child of a linked code object.
    pub fn link_child(&mut self, parent: CodeId, child: u32) -> CodeId {
        let linked = &self.linked[parent.0 as usize];
        if let Some(id) = linked.children[child as usize] {
            return id;
        }
        let (code, globals) = (linked.code.children[child as usize].clone(), linked.globals);
        let id = self.link(&code, globals);
        self.linked[parent.0 as usize].children[child as usize] = Some(id);
        id
    }
}

impl Heap {
    /// The value of a constant.
    pub fn constant(&mut self, constant: &Const) -> Value {
        match constant {
            Const::None => Value::NONE,
            Const::Bool(b) => Value::bool(*b),
            Const::Ellipsis => Value::ELLIPSIS,
            Const::Int(i) => self.int(*i),
            Const::BigInt { digits, radix } => {
                let integer = IBig::from_str_radix(digits, *radix).unwrap_or_default();
                self.integer(integer)
            }
            Const::Float(f) => Value::float(*f),
            Const::Str(text) if text.len() <= 32 => self.interned(text),
            Const::Str(text) => self.str(text),
            Const::Bytes(bytes) => self.new_bytes(bytes.clone().into()),
            Const::Tuple(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.constant(item)).collect();
                self.tuple_of(&items)
            }
            Const::FrozenSet(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.constant(item)).collect();
                self.constant_frozenset(&items)
            }
        }
    }
}
