//! The heap: an arena per kind, the shapes, the script classes and the interned names of one virtual machine.
//!
//! Knows how to make, read and collect objects; runs no script code. What needs script code (`__eq__`, `__hash__`,
//! attribute hooks) is in `vm`.

mod account;
mod arena;
mod blocks;
mod collect;
mod equality;
mod hashing;
mod order;
mod strings;
mod traced;

pub use account::Account;
pub use arena::{Arena, Mark};
pub use blocks::{Block, Blocks, grow_values};
pub use collect::{Marker, trace_frame};
pub(crate) use equality::FEW_MISSES;
pub use equality::{ScriptNeeded, integer_of_float, small_int};
pub use hashing::{HashKey, hash_float, hash_frozenset, hash_identity, hash_integer, hash_tuple};
pub use traced::TracedTable;

use crate::object::bytes::BytesObject;
use crate::object::class::{ClassId, ClassObject};
use crate::object::dict::DictObject;
use crate::object::exception::ExceptionObject;
use crate::object::function::{CellObject, FunctionObject, MethodObject};
use crate::object::generator::GeneratorObject;
use crate::object::instance::{InstanceObject, Shape, ShapeId, ShapeMode};
use crate::object::iterator::IteratorObject;
use crate::object::module::ModuleObject;
use crate::object::other::OtherObject;
use crate::object::set::SetObject;
use crate::object::string::StrObject;
use crate::scheduler::{FutureObject, TaskObject};
use crate::symbol::{Symbol, Symbols};
use crate::types;
use crate::value::{Kind, Value};
use dashu_int::IBig;
use std::borrow::Cow;

/// A range's parts: ints, small or big.
#[derive(Clone, Copy, Debug)]
pub struct RangeObject {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

impl Default for RangeObject {
    fn default() -> RangeObject {
        RangeObject { start: Value::small(0), stop: Value::small(0), step: Value::small(1) }
    }
}

/// A slice's parts, None where missing.
#[derive(Clone, Copy, Debug)]
pub struct SliceObject {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

impl Default for SliceObject {
    fn default() -> SliceObject {
        SliceObject { start: Value::NONE, stop: Value::NONE, step: Value::NONE }
    }
}

macro_rules! heap {
    ($($arena:ident: $object:ty, $kind:ident, $get:ident, $get_mut:ident, $new:ident, $cost:literal;)*) => {
        /// All objects of one virtual machine.
        #[derive(Clone, Debug)]
        pub struct Heap {
            $(pub $arena: Arena<$object>,)*
            /// Growing texts that strings are prefixes of.
            pub buffers: Arena<String>,
            /// Fields of instances.
            pub fields: Blocks,
            pub shapes: Vec<Shape>,
            /// Classes of scripts that derive directly from a built-in one, with that one, oldest first; some may be gone.
            pub builtin_subclasses: Vec<(ClassId, ClassId)>,
            pub symbols: Symbols,
            /// Values that hosts' values hold.
            pub traced: TracedTable,
            /// The string object of each symbol that a script has seen, or unbound.
            symbol_values: Vec<Value>,
            /// Changes whenever a class changes in a way that an inline cache may have relied on.
            pub class_epoch: u32,
            /// Bytes that may still be allocated before the next collection.
            pub budget: isize,
            /// Bytes held, and the limit.
            pub account: Account,
            /// Values in the vector of generators' registers, and how many more it has memory for.
            pub registers: (usize, usize),
            /// Bytes that were alive after the last collection.
            pub live_bytes: usize,
            /// Collections so far.
            pub collections: u64,
            /// The exception on its way, while a `Raised` is.
            pub raised: Value,
            /// How str and bytes are hashed. Every hash that is kept anywhere was made with it.
            hash_key: HashKey,
        }

        impl Heap {
            /// An empty heap.
            pub fn new(hash_key: HashKey) -> Heap {
                Heap {
                    $($arena: Arena::new(),)*
                    buffers: Arena::new(),
                    fields: Blocks::default(),
                    shapes: types::initial_shapes(),
                    builtin_subclasses: Vec::new(),
                    symbols: Symbols::new(),
                    traced: TracedTable::default(),
                    symbol_values: Vec::new(),
                    class_epoch: 1,
                    budget: collect::FIRST_BUDGET,
                    account: Account::default(),
                    registers: (0, 0),
                    live_bytes: 0,
                    collections: 0,
                    raised: Value::UNBOUND,
                    hash_key,
                }
            }

            $(
                #[inline(always)]
                pub fn $get(&self, value: Value) -> Option<&$object> {
                    match value.index_of(Kind::$kind) {
                        Some(index) => Some(self.$arena.get(index)),
                        None => None,
                    }
                }

                #[inline(always)]
                pub fn $get_mut(&mut self, value: Value) -> Option<&mut $object> {
                    match value.index_of(Kind::$kind) {
                        Some(index) => Some(self.$arena.get_mut(index)),
                        None => None,
                    }
                }

                #[inline(always)]
                pub fn $new(&mut self, object: $object) -> Value {
                    self.budget -= $cost;
                    let index = self.$arena.insert(object, &mut self.account, &mut self.budget);
                    Value::handle(Kind::$kind, index)
                }
            )*

            /// Bytes that the arenas occupy.
            fn arena_bytes(&self) -> usize {
                let arenas = [$(self.$arena.capacity() * Arena::<$object>::SLOT,)*];
                arenas.iter().sum::<usize>() + self.buffers.capacity() * Arena::<String>::SLOT
            }

            /// Gives back the memory of slots and blocks that are free at the ends of the arenas, and of tables' spare room.
            fn trim_arenas(&mut self) {
                $(self.$arena.trim();)*
                self.buffers.trim();
                self.fields.trim();
                self.shapes.shrink_to_fit();
                self.symbol_values.shrink_to_fit();
            }

            /// The budget that can be given out before an arena has to grow that could not, with nothing taken off.
            fn budget_of_arenas(&self) -> usize {
                let mut least = self.account.room();
                $({
                    let capacity = self.$arena.capacity();
                    let grown = self.account.grown(capacity, Arena::<$object>::SLOT) * Arena::<$object>::SLOT;
                    let grows = self.account.room().saturating_sub(grown);
                    least = least.min(grows.max(self.$arena.spare().saturating_sub(SPARE_SLOTS) * $cost));
                })*
                let (fields, registers) = (self.fields.extent(), self.registers);
                let shapes = (self.shapes.capacity(), self.shapes.capacity() - self.shapes.len());
                let tables = [(fields, size_of::<Value>()), (registers, size_of::<Value>()), (shapes, size_of::<Shape>())];
                for ((capacity, spare), slot) in tables {
                    let grown = self.account.grown(capacity, slot) * slot;
                    let grows = self.account.room().saturating_sub(grown);
                    least = least.min(grows.max(spare.saturating_sub(SPARE_SLOTS) * slot));
                }
                least
            }

            /// The objects that are marked, by kind, for going over them again.
            fn retrace_marked(&mut self, marker: &mut Marker, registers: &[Value]) {
                $(
                    for index in 0..self.$arena.len() as u32 {
                        if self.$arena.is_marked(index) {
                            self.trace_one(Kind::$kind, index, marker, registers);
                            self.drain(marker, registers);
                        }
                    }
                )*
            }
        }
    };
}

/// Slots of an arena that what is not counted beforehand may use between two safepoints.
const SPARE_SLOTS: usize = 64;

heap! {
    strings: StrObject, Str, string, string_mut, new_string, 64;
    big_ints: IBig, BigInt, big_int, big_int_mut, new_big_int, 48;
    bytes: BytesObject, Bytes, bytes, bytes_mut, new_bytes, 32;
    tuples: Box<[Value]>, Tuple, tuple, tuple_mut, new_tuple, 32;
    lists: Vec<Value>, List, list, list_mut, new_list, 48;
    dicts: DictObject, Dict, dict, dict_mut, new_dict, 96;
    sets: SetObject, Set, set, set_mut, new_set, 96;
    ranges: RangeObject, Range, range, range_mut, new_range, 24;
    slices: SliceObject, Slice, slice, slice_mut, new_slice, 24;
    functions: FunctionObject, Function, function, function_mut, new_function, 56;
    methods: MethodObject, Method, method, method_mut, new_method, 16;
    instances: InstanceObject, Instance, instance, instance_mut, new_instance_object, 16;
    exceptions: ExceptionObject, Exception, exception, exception_mut, new_exception_object, 96;
    generators: GeneratorObject, Generator, generator, generator_mut, new_generator, 48;
    cells: CellObject, Cell, cell, cell_mut, new_cell, 8;
    iterators: IteratorObject, Iterator, iterator, iterator_mut, new_iterator, 48;
    modules: ModuleObject, Module, module, module_mut, new_module, 24;
    others: OtherObject, Other, other, other_mut, new_other, 40;
    futures: FutureObject, Future, future, future_mut, new_future, 96;
    tasks: TaskObject, Task, task, task_mut, new_task, 160;
    classes: ClassObject, ScriptClass, script_class_at, script_class_at_mut, new_class_object, 300;
}

impl Default for Heap {
    fn default() -> Heap {
        Heap::new(HashKey::default())
    }
}

impl Heap {
    /// Charges the growth of an object to the budget of the next collection.
    #[inline(always)]
    pub fn charge(&mut self, bytes: usize) {
        self.budget -= bytes as isize;
        self.account.charge(bytes);
    }

    /// Charges what an object grew by.
    pub fn grew(&mut self, old: usize, new: usize) {
        self.budget -= new as isize - old as isize;
        self.account.grew(old, new);
    }

    /// Whether so many bytes may be allocated now.
    #[inline]
    pub fn has_room(&self, bytes: usize) -> bool {
        bytes <= self.account.room().saturating_sub(self.account.margin())
    }

    /// Lets the next collection be due after so many bytes, or earlier where the limit leaves less.
    pub fn grant(&mut self, bytes: isize) {
        self.budget = match self.account.limit() {
            None => bytes,
            Some(_) => bytes.min(self.budget_left() as isize),
        };
    }

    /// After a table has grown: gives out what is left of the budget as far as the limit allows. False when a collection
    /// is due.
    pub fn resume_budget(&mut self) -> bool {
        if let Some(budget) = self.account.resume(self.budget) {
            self.grant(budget);
        }
        self.budget >= 0
    }

    /// Bytes that can be given out before the next look at the limit: half of what is left, so that an object of that size
    /// fits whatever garbage there is.
    fn budget_left(&self) -> usize {
        let half = self.account.room().saturating_sub(self.account.margin()) / 2;
        half.min(self.budget_of_arenas())
    }

    /// Whether a collection left so little that the script is to end.
    pub fn is_exhausted(&self) -> bool {
        self.account.limit().is_some_and(|limit| self.budget_left() < limit / 128)
    }

    /// A tuple of these values.
    pub fn tuple_of(&mut self, items: &[Value]) -> Value {
        self.charge(items.len() * 8);
        self.new_tuple(items.into())
    }

    /// The same of a vector that is given up.
    pub fn tuple_from(&mut self, items: Vec<Value>) -> Value {
        self.charge(items.len() * size_of::<Value>());
        self.new_tuple(items.into())
    }

    /// A list of these values.
    pub fn list_of(&mut self, items: Vec<Value>) -> Value {
        self.charge(items.capacity() * 8);
        self.new_list(items)
    }

    /// An int.
    #[inline(always)]
    pub fn int(&mut self, i: i64) -> Value {
        match Value::try_small(i) {
            Some(value) => value,
            None => self.new_big_int(IBig::from(i)),
        }
    }

    /// An int of any size, in its one representation.
    pub fn integer(&mut self, i: IBig) -> Value {
        match i64::try_from(&i).ok().and_then(Value::try_small) {
            Some(value) => value,
            None => {
                self.charge(integer_bytes(&i));
                self.new_big_int(i)
            }
        }
    }

    /// An int or a bool, borrowed where it is an object.
    pub fn integer_ref(&self, value: Value) -> Option<Cow<'_, IBig>> {
        match small_int(value) {
            Some(i) => Some(Cow::Owned(IBig::from(i))),
            None => self.big_int(value).map(Cow::Borrowed),
        }
    }

    /// A value as an int of any size: an int or a bool.
    pub fn as_integer(&self, value: Value) -> Option<IBig> {
        self.integer_ref(value).map(Cow::into_owned)
    }

    /// The value of a built-in type that an instance of a script subclass carries; else the value itself.
    #[inline(always)]
    pub fn plain(&self, value: Value) -> Value {
        match self.instance(value) {
            None => value,
            Some(instance) => self.payload_of(*instance).unwrap_or(value),
        }
    }

    fn payload_of(&self, instance: InstanceObject) -> Option<Value> {
        let shape = &self.shapes[instance.shape.0 as usize];
        shape.mode.has_payload().then(|| self.fields.values[instance.fields.start as usize])
    }

    /// Makes room for one more key in a dict that has none; false when the limit does not allow it.
    #[cold]
    #[inline(never)]
    pub fn grow_dict(&mut self, dict: u32) -> bool {
        let object = self.dicts.get(dict);
        let (old, growth) = (object.heap_bytes(), object.growth());
        if !self.has_room(growth) {
            return false;
        }
        self.dicts.get_mut(dict).grow();
        let new = self.dicts.get(dict).heap_bytes();
        self.grew(old, new);
        true
    }

    /// Adds a key that is known not to be there; false when the limit does not allow it.
    #[inline]
    pub fn dict_insert(&mut self, dict: u32, key: Value, hash: i64, value: Value) -> bool {
        if self.dicts.get(dict).is_full() && !self.grow_dict(dict) {
            return false;
        }
        self.dicts.get_mut(dict).insert_new(key, hash, value);
        true
    }

    /// Adds an item that is known not to be there; false when the limit does not allow it.
    #[inline]
    pub fn set_insert(&mut self, set: u32, item: Value, hash: i64) -> bool {
        let growth = self.sets.get(set).growth();
        if growth > 0 {
            if !self.has_room(growth) {
                return false;
            }
            let old = self.sets.get(set).heap_bytes();
            self.sets.get_mut(set).insert_new(item, hash);
            let new = self.sets.get(set).heap_bytes();
            self.grew(old, new);
        } else {
            self.sets.get_mut(set).insert_new(item, hash);
        }
        true
    }

    /// Makes room for one more item in a list that has none; false when the limit does not allow it.
    #[cold]
    #[inline(never)]
    pub fn grow_list(&mut self, list: u32) -> bool {
        let items = self.lists.get(list);
        let (length, old) = (items.len(), items.capacity());
        let grown = self.account.grown(old, size_of::<Value>());
        if !self.has_room(grown * size_of::<Value>()) {
            return false;
        }
        self.lists.get_mut(list).reserve_exact(grown - length);
        let new = self.lists.get(list).capacity();
        self.grew(old * size_of::<Value>(), new * size_of::<Value>());
        true
    }

    /// The class of a value.
    pub fn class_of(&self, value: Value) -> ClassId {
        match value.split() {
            Some((Kind::Instance, index)) => self.shapes[self.instances.get(index).shape.0 as usize].class,
            Some((Kind::Exception, index)) => self.exceptions.get(index).class,
            _ => types::builtin_class_of(self, value),
        }
    }

    /// A script class; None for a built-in one.
    #[inline(always)]
    pub fn script_class(&self, class: ClassId) -> Option<&ClassObject> {
        class.0.checked_sub(types::builtin_count()).map(|index| self.classes.get(index))
    }

    #[inline(always)]
    pub fn script_class_mut(&mut self, class: ClassId) -> Option<&mut ClassObject> {
        class.0.checked_sub(types::builtin_count()).map(|index| self.classes.get_mut(index))
    }

    /// The value that stands for a class.
    #[inline(always)]
    pub fn class_value(class: ClassId) -> Value {
        Value::handle(Kind::Class, class.0)
    }

    /// The class that a value stands for.
    #[inline(always)]
    pub fn as_class(value: Value) -> Option<ClassId> {
        value.index_of(Kind::Class).map(ClassId)
    }

    /// A class and its bases in the order of method resolution.
    pub fn mro(&self, class: ClassId) -> &[ClassId] {
        match self.script_class(class) {
            Some(object) => &object.mro,
            None => types::builtin(class).mro(),
        }
    }

    /// `__name__` of a class.
    pub fn class_name(&self, class: ClassId) -> &str {
        match self.script_class(class) {
            Some(object) => self.symbols.text(object.name),
            None => types::builtin(class).name,
        }
    }

    /// The name of a value's class as messages have it, CPython's `tp_name`: with the module for built-in classes that
    /// belong to another one than `builtins`.
    pub fn type_name(&self, value: Value) -> &str {
        let class = self.class_of(value);
        match self.script_class(class) {
            Some(object) => self.symbols.text(object.name),
            None => &types::builtin(class).shown_name,
        }
    }

    /// Whether `class` is `base` or derives from it.
    pub fn is_subclass(&self, class: ClassId, base: ClassId) -> bool {
        class == base || self.mro(class).contains(&base)
    }

    /// Whether a value is an instance of a class or of a class that derives from it.
    pub fn is_instance(&self, value: Value, class: ClassId) -> bool {
        self.is_subclass(self.class_of(value), class)
    }

    /// An attribute of a class or of its bases, as it stands there: nothing is bound.
    pub fn class_lookup(&self, class: ClassId, name: Symbol) -> Option<Value> {
        self.class_lookup_where(class, name).map(|(_, value)| value)
    }

    /// The same with the class that has it.
    pub fn class_lookup_where(&self, class: ClassId, name: Symbol) -> Option<(ClassId, Value)> {
        self.mro(class).iter().find_map(|class| Some((*class, self.own_attribute(*class, name)?)))
    }

    /// An attribute of the class itself.
    #[inline(always)]
    pub fn own_attribute(&self, class: ClassId, name: Symbol) -> Option<Value> {
        match self.script_class(class) {
            Some(object) => object.attributes.get(name),
            None => types::builtin(class).member(name),
        }
    }

    /// The string object of a symbol; always the same one.
    pub fn symbol_value(&mut self, symbol: Symbol) -> Value {
        match self.symbol_values.get(symbol.0 as usize) {
            Some(value) if !value.is_unbound() => *value,
            _ => self.new_symbol_value(symbol),
        }
    }

    #[inline(never)]
    fn new_symbol_value(&mut self, symbol: Symbol) -> Value {
        let value = self.new_string(StrObject::of_name(self.symbols.shared_text(symbol)));
        let count = self.symbols.count();
        if self.symbol_values.capacity() < count {
            self.symbol_values.reserve_exact(count - self.symbol_values.len() + count / 8);
        }
        if self.symbol_values.len() < count {
            self.symbol_values.resize(count, Value::UNBOUND);
        }
        self.symbol_values[symbol.0 as usize] = value;
        value
    }

    /// The symbol of a name, made if need be.
    pub fn intern(&mut self, name: &str) -> Symbol {
        let before = self.symbols.heap_bytes();
        let symbol = self.symbols.intern(name);
        self.charge(self.symbols.heap_bytes() - before);
        symbol
    }

    /// The interned string object with this text.
    pub fn interned(&mut self, text: &str) -> Value {
        let symbol = self.intern(text);
        self.symbol_value(symbol)
    }

    /// Where the name's field is in instances of a shape.
    pub fn shape_slot(&self, shape: ShapeId, name: Symbol) -> Option<u32> {
        let mut shape = &self.shapes[shape.0 as usize];
        let first = shape.mode.first();
        while shape.count > 0 {
            if shape.name == name {
                return Some(first + shape.count - 1);
            }
            shape = &self.shapes[shape.parent.0 as usize];
        }
        None
    }

    /// The names of a shape's fields, in the order of their slots.
    pub fn shape_names(&self, shape: ShapeId) -> Vec<Symbol> {
        let mut shape = &self.shapes[shape.0 as usize];
        #[expect(clippy::disallowed_methods, reason = "an instance has that many fields, which count")]
        let mut names = Vec::with_capacity(shape.count as usize);
        while shape.count > 0 {
            names.push(shape.name);
            shape = &self.shapes[shape.parent.0 as usize];
        }
        names.reverse();
        names
    }

    /// The shape with one more field.
    pub fn shape_with(&mut self, shape: ShapeId, name: Symbol) -> ShapeId {
        let from = &self.shapes[shape.0 as usize];
        if let Some((_, next)) = from.transitions.iter().find(|(symbol, _)| *symbol == name) {
            return *next;
        }
        let next = ShapeId(self.shapes.len() as u32);
        let (class, count, mode) = (from.class, from.count + 1, from.mode);
        self.push_shape(Shape { class, parent: shape, name, count, mode, transitions: Default::default() });
        self.shapes[shape.0 as usize].transitions.push((name, next));
        next
    }

    /// A shape without fields.
    pub fn new_root_shape(&mut self, class: ClassId, mode: ShapeMode) -> ShapeId {
        let id = ShapeId(self.shapes.len() as u32);
        self.push_shape(Shape { class, parent: id, name: Symbol(0), count: 0, mode, transitions: Default::default() });
        id
    }

    /// Shapes are never given back.
    fn push_shape(&mut self, shape: Shape) {
        let (length, old) = (self.shapes.len(), self.shapes.capacity());
        if length == old {
            self.shapes.reserve_exact(self.account.grown(old, size_of::<Shape>()) - length);
            let new = self.shapes.capacity() * size_of::<Shape>();
            self.account.table_grew(old * size_of::<Shape>(), new, &mut self.budget);
        }
        self.budget -= size_of::<Shape>() as isize;
        self.shapes.push(shape);
    }
}

/// Bytes that a big int occupies outside of its slot.
fn integer_bytes(integer: &IBig) -> usize {
    use dashu_int::ops::BitTest;
    const INLINE_BITS: usize = 128;
    // dashu keeps an eighth more than it needs.
    let bits = integer.bit_len();
    if bits <= INLINE_BITS { 0 } else { bits / 8 + bits / 64 + 32 }
}
