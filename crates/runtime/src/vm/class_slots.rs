//! `__slots__` of a new class: which members it makes and whether instances get a dict.

use super::Vm;
use super::class_build::Bases;
use crate::native::Res;
use crate::object::class::ClassId;
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::value::Value;

/// Most names in `__slots__`: their fields stand in one block.
const MAX_SLOTS: usize = 8192;

/// What `__slots__` of a new class comes to.
#[derive(Default)]
pub(super) struct Slots {
    /// Mangled, in the order of their fields.
    pub(super) names: Vec<Symbol>,
    pub(super) adds_dict: bool,
    pub(super) adds_weakref: bool,
}

impl Vm {
    pub(super) fn read_slots(&mut self, class_name: &str, bases: &Bases, namespace: Value) -> Res<Slots> {
        let has_dict = bases.classes.iter().any(|base| self.heap.class_has_dict(*base));
        let has_weakref = bases.classes.iter().any(|base| self.class_has_weakref(*base));
        let has_variable_size = matches!(bases.solid, classes::INT | classes::TUPLE | classes::BYTES);
        let key = self.heap.symbol_value(names::SLOTS);
        let Some(value) = self.namespace_get(namespace, key) else {
            let adds_weakref = !has_weakref && !has_variable_size;
            return Ok(Slots { names: Vec::new(), adds_dict: !has_dict, adds_weakref });
        };
        let mut slots = Slots::default();
        let items = self.slot_items(value)?;
        if items.len() > MAX_SLOTS {
            return Err(self.memory_error(format!("more than {MAX_SLOTS} names in __slots__")));
        }
        for item in items {
            self.check_name(item)?;
            let Some(text) = self.heap.text(item).map(str::to_string) else {
                let message = format!("__slots__ items must be strings, not '{}'", self.heap.type_name(item));
                return Err(self.type_error(message));
            };
            if has_variable_size {
                let message =
                    format!("nonempty __slots__ not supported for subtype of '{}'", self.heap.class_name(bases.best));
                return Err(self.type_error(message));
            }
            if !is_identifier(&text) {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            match &*text {
                "__dict__" if has_dict || slots.adds_dict => {
                    return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                }
                "__weakref__" if has_weakref || slots.adds_weakref => {
                    return Err(self.type_error("__weakref__ slot disallowed: we already got one"));
                }
                "__dict__" => slots.adds_dict = true,
                "__weakref__" => slots.adds_weakref = true,
                _ => self.add_slot(class_name, &text, namespace, &mut slots)?,
            }
        }
        let text_of = |name: Symbol| self.heap.symbols.text(name).to_string();
        slots.names.sort_by_key(|name| text_of(*name));
        Ok(slots)
    }

    fn add_slot(&mut self, class: &str, text: &str, namespace: Value, slots: &mut Slots) -> Res<()> {
        let mangled = mangle(class, text);
        let key = self.heap.str(&mangled);
        if self.namespace_get(namespace, key).is_some() && !matches!(text, "__qualname__" | "__classcell__") {
            return Err(self.value_error(format!("'{text}' in __slots__ conflicts with class variable")));
        }
        let symbol = self.heap.intern(&mangled);
        if !slots.names.contains(&symbol) {
            slots.names.push(symbol);
        }
        if slots.names.len() > MAX_SLOTS {
            return Err(self.memory_error(format!("more than {MAX_SLOTS} names in __slots__")));
        }
        Ok(())
    }

    fn slot_items(&mut self, value: Value) -> Res<Vec<Value>> {
        let plain = self.heap.plain(value);
        if self.heap.text(plain).is_some() {
            return Ok(vec![plain]);
        }
        match self.native_items(value) {
            Some(items) => items,
            None => Err(self.type_error_of(value, "object is not iterable")),
        }
    }

    pub(super) fn class_has_weakref(&self, class: ClassId) -> bool {
        let mro = self.heap.mro(class);
        mro.iter().any(|class| {
            matches!(*class, classes::SET | classes::FROZENSET)
                || self.heap.own_attribute(*class, names::WEAKREF).is_some()
        })
    }
}

fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || c.is_alphabetic()) && chars.all(|c| c == '_' || c.is_alphanumeric())
}

/// A private name as the compiler mangles it in a class body.
fn mangle(class: &str, name: &str) -> String {
    let stem = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || stem.is_empty() {
        return name.to_string();
    }
    format!("_{stem}{name}")
}

#[cfg(test)]
mod tests {
    use super::mangle;

    #[test]
    fn private_slots_are_mangled() {
        assert_eq!(mangle("_Box", "__item"), "_Box__item");
        assert_eq!(mangle("Box", "__dict__"), "__dict__");
        assert_eq!(mangle("__", "__item"), "__item");
    }
}
