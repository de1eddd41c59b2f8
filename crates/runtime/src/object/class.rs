//! Classes. Built-in classes are static and shared by all virtual machines (`types::registry`); this is a script's own.

use super::instance::ShapeId;
use crate::symbol::Symbol;
use crate::value::Value;
use rustc_hash::FxHashMap;

/// A class: below `types::builtin_count()` a built-in one, above it an index into `Heap::classes`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, PartialOrd, Ord)]
pub struct ClassId(pub u32);

/// What memory an instance of a class has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// Fields only: `object` and its script subclasses.
    Instance,
    /// An exception object.
    Exception,
    /// The built-in type's own object, or, in a script subclass, an instance that carries one.
    Builtin(ClassId),
}

/// A class made by a script.
#[derive(Clone, Debug)]
pub struct ClassObject {
    pub name: Symbol,
    pub qualname: Value,
    pub bases: Box<[ClassId]>,
    /// Itself first, `object` last.
    pub mro: Box<[ClassId]>,
    pub attributes: Attributes,
    pub layout: Layout,
    /// The shape of an instance without fields.
    pub root_shape: ShapeId,
    /// The shape of an instance in dict mode.
    pub dict_shape: ShapeId,
    /// `__base__`: the base whose layout instances have.
    pub base: ClassId,
    /// The nearest class, itself included, that adds to the layout: by `__slots__`, or a built-in one.
    pub solid: ClassId,
    /// Size class of the field blocks that new instances begin with: learnt from those that grew.
    pub block_class: u8,
    /// Direct subclasses, for `__subclasses__`; some may be gone.
    pub subclasses: Vec<ClassId>,
    /// Names that instances may have, when no class in the MRO gives them a dict.
    pub slots: Option<Box<[Symbol]>>,
    /// What the class or a base of it defines, so that the common case need not look.
    pub hooks: Hooks,
    /// It has `__abstractmethods__`: no instances.
    pub is_abstract: bool,
}

/// Dunder methods whose absence is the fast case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Hooks {
    pub getattr: bool,
    pub getattribute: bool,
    pub setattr: bool,
    pub delattr: bool,
    pub finalizer: bool,
    pub new: bool,
}

/// A class's own attributes in the order of their definition.
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    entries: Vec<(Symbol, Value)>,
    index: FxHashMap<Symbol, u32>,
}

impl Attributes {
    #[inline(always)]
    pub fn get(&self, name: Symbol) -> Option<Value> {
        self.index.get(&name).map(|index| self.entries[*index as usize].1)
    }

    /// Sets an attribute; returns what it was before.
    pub fn set(&mut self, name: Symbol, value: Value) -> Option<Value> {
        match self.index.get(&name) {
            Some(index) => Some(std::mem::replace(&mut self.entries[*index as usize].1, value)),
            None => {
                self.index.insert(name, self.entries.len() as u32);
                self.entries.push((name, value));
                None
            }
        }
    }

    /// Removes an attribute and returns it.
    pub fn remove(&mut self, name: Symbol) -> Option<Value> {
        let index = self.index.remove(&name)? as usize;
        let (_, value) = self.entries.remove(index);
        self.index.values_mut().filter(|other| **other as usize > index).for_each(|other| *other -= 1);
        Some(value)
    }

    pub fn iter(&self) -> impl Iterator<Item = &(Symbol, Value)> {
        self.entries.iter()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl ClassObject {
    /// Bytes that it occupies beside its slot in the arena.
    pub fn heap_bytes(&self) -> usize {
        let lists = (self.bases.len() + self.mro.len() + self.subclasses.capacity()) * size_of::<ClassId>();
        let names = self.slots.as_ref().map_or(0, |slots| slots.len() * size_of::<Symbol>());
        let index = self.attributes.index.capacity() * 8 / 7 * (size_of::<(Symbol, u32)>() + 1);
        lists + names + index + self.attributes.entries.capacity() * size_of::<(Symbol, Value)>()
    }
}

impl Default for ClassObject {
    fn default() -> ClassObject {
        ClassObject {
            name: Symbol(0),
            qualname: Value::UNBOUND,
            bases: Box::new([]),
            mro: Box::new([]),
            attributes: Attributes::default(),
            layout: Layout::Instance,
            root_shape: ShapeId(0),
            dict_shape: ShapeId(0),
            base: ClassId(0),
            solid: ClassId(0),
            block_class: 0,
            subclasses: Vec::new(),
            slots: None,
            hooks: Hooks::default(),
            is_abstract: false,
        }
    }
}
