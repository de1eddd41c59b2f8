//! Instances of script classes and the shapes that say where their fields are.
//!
//! A shape is a class and a list of field names in the order of their first assignment; instances that got the same names
//! in the same order share it. Deleting a field, too many fields, or a look at `__dict__` put an instance into dict mode:
//! its named fields are then in a dict. What `__slots__` names has a hidden field in every instance from the beginning,
//! unbound while it is not set: those come first in the shapes of a class, also in dict mode.

use super::class::ClassId;
use crate::heap::Block;
use crate::symbol::Symbol;
use smallvec::SmallVec;

/// Index into `Heap::shapes`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub struct ShapeId(pub u32);

/// Most fields that a shape describes.
pub const MAX_FIELDS: u32 = 64;

#[derive(Clone, Copy, Debug, Default)]
pub struct InstanceObject {
    pub shape: ShapeId,
    /// Where the fields are.
    pub fields: Block,
}

/// A list of field names, as a chain of transitions from the class's empty shape.
#[derive(Clone, Debug)]
pub struct Shape {
    pub class: ClassId,
    pub parent: ShapeId,
    /// The last field's name; meaningless in a root shape.
    pub name: Symbol,
    /// Number of fields.
    pub count: u32,
    pub mode: ShapeMode,
    pub transitions: SmallVec<[(Symbol, ShapeId); 2]>,
}

/// How the fields are to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShapeMode {
    /// Field i is the i-th name's value.
    Fields,
    /// Field 0 is a dict; the others are hidden ones.
    Dict,
    /// Field 0 is a value of the built-in type that the class derives from; the others are the names' values.
    Payload,
    /// Field 0 is that value, field 1 the dict; the others are hidden ones.
    PayloadDict,
}

impl ShapeMode {
    /// The first field that belongs to a name.
    pub fn first(self) -> u32 {
        match self {
            ShapeMode::Fields => 0,
            ShapeMode::Dict | ShapeMode::Payload => 1,
            ShapeMode::PayloadDict => 2,
        }
    }

    /// The field that holds the dict, in dict mode.
    pub fn dict_field(self) -> Option<u32> {
        match self {
            ShapeMode::Fields | ShapeMode::Payload => None,
            ShapeMode::Dict => Some(0),
            ShapeMode::PayloadDict => Some(1),
        }
    }

    pub fn is_dict(self) -> bool {
        matches!(self, ShapeMode::Dict | ShapeMode::PayloadDict)
    }

    pub fn has_payload(self) -> bool {
        matches!(self, ShapeMode::Payload | ShapeMode::PayloadDict)
    }
}
