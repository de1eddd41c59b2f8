//! Namespaces: dicts whose keys are interned names (module globals, class bodies, keyword arguments).

use super::{Ending, Vm};
use crate::value::Value;

impl Vm {
    /// The value of a name. The key must be a str.
    #[inline]
    pub fn namespace_get(&self, dict: Value, name: Value) -> Option<Value> {
        let index = self.namespace_find(dict, name)?;
        Some(self.heap.dict(dict)?.entry(index).value)
    }

    /// The entry of a name.
    #[inline]
    pub fn namespace_find(&self, dict: Value, name: Value) -> Option<usize> {
        let hash = self.heap.hash_native(name)?;
        self.heap.dict(dict)?.find(hash, |entry| self.heap.equal_native(entry.key, name) == Some(true))
    }

    /// Sets a name. The key must be a str.
    pub fn namespace_set(&mut self, dict: Value, name: Value, value: Value) {
        let found = self.namespace_find(dict, name);
        let hash = self.heap.hash_native(name).unwrap_or(0);
        let Some(object) = self.heap.dict_mut(dict) else { return };
        match found {
            Some(index) => object.set_value(index, value),
            None if self.heap.dict_insert(dict.index(), name, hash, value) => {}
            None => _ = self.end(Ending::Memory),
        }
    }

    /// Removes a name and returns its value.
    pub fn namespace_remove(&mut self, dict: Value, name: Value) -> Option<Value> {
        let index = self.namespace_find(dict, name)?;
        Some(self.heap.dict_mut(dict)?.remove(index).value)
    }

    /// Sets a name given as text.
    pub fn namespace_set_text(&mut self, dict: Value, name: &str, value: Value) {
        let name = self.heap.interned(name);
        self.namespace_set(dict, name, value);
    }
}
