//! Constants and names of one code object, each kept once.

use hognose_bytecode::Const;
use std::collections::HashMap;

/// Constants, deduplicated by type and bits: `1`, `1.0` and `True` are three.
#[derive(Default)]
pub(crate) struct ConstantPool {
    constants: Vec<Const>,
    by_key: HashMap<Vec<u8>, u32>,
}

impl ConstantPool {
    pub(crate) fn intern(&mut self, constant: Const) -> u32 {
        let mut key = Vec::new();
        write_key(&constant, &mut key);
        *self.by_key.entry(key).or_insert_with(|| {
            self.constants.push(constant);
            self.constants.len() as u32 - 1
        })
    }

    pub(crate) fn into_boxed(self) -> Box<[Const]> {
        self.constants.into()
    }
}

fn write_key(constant: &Const, key: &mut Vec<u8>) {
    let sized = |key: &mut Vec<u8>, tag: u8, bytes: &[u8]| {
        key.push(tag);
        key.extend((bytes.len() as u64).to_le_bytes());
        key.extend(bytes);
    };
    match constant {
        Const::None => key.push(0),
        Const::Bool(value) => key.extend([1, u8::from(*value)]),
        Const::Ellipsis => key.push(2),
        Const::Int(value) => sized(key, 3, &value.to_le_bytes()),
        Const::BigInt { digits, radix } => {
            sized(key, 4, digits.as_bytes());
            key.extend(radix.to_le_bytes());
        }
        Const::Float(value) => sized(key, 5, &value.to_bits().to_le_bytes()),
        Const::Str(text) => sized(key, 6, text.as_bytes()),
        Const::Bytes(bytes) => sized(key, 7, bytes),
        Const::Tuple(items) | Const::FrozenSet(items) => {
            let tag = if matches!(constant, Const::Tuple(_)) { 8 } else { 9 };
            sized(key, tag, &(items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| write_key(item, key));
        }
    }
}

/// Names, each kept once.
#[derive(Default)]
pub(crate) struct NamePool {
    names: Vec<Box<str>>,
    by_name: HashMap<Box<str>, u32>,
}

impl NamePool {
    pub(crate) fn intern(&mut self, name: &str) -> u32 {
        match self.by_name.get(name) {
            Some(index) => *index,
            None => self.push(name),
        }
    }

    /// A new entry, also where the name is there already.
    pub(crate) fn push(&mut self, name: &str) -> u32 {
        self.names.push(name.into());
        let index = self.names.len() as u32 - 1;
        self.by_name.entry(name.into()).or_insert(index);
        index
    }

    pub(crate) fn into_boxed(self) -> Box<[Box<str>]> {
        self.names.into()
    }
}
