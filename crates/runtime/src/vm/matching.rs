//! The instructions of `match`.

use super::{Mode, Step, Vm};
use crate::heap::Heap;
use crate::native::{Raised, Res};
use crate::object::other::OtherObject;
use crate::symbol::{Symbol, names};
use crate::types::classes;
use crate::value::Value;

impl Vm {
    /// Whether a mapping pattern may match a value.
    pub(super) fn is_mapping(&self, value: Value) -> bool {
        self.heap.dict(value).is_some()
            || matches!(self.heap.other(value), Some(OtherObject::ClassDict(_) | OtherObject::MappingProxy(_)))
    }

    /// The values of several keys, or None when one is missing.
    pub(super) fn match_keys(&mut self, dst: u8, subject: Value, keys: Value) -> Step {
        let plain = self.heap.plain(subject);
        let keys = self.heap.tuple(keys).map(|keys| keys.to_vec()).unwrap_or_default();
        let get = self.symbol_get();
        if plain != subject && self.unless_overridden(subject, get).is_none() {
            let function = self.prelude("op_match_keys")?;
            let keys = self.heap.tuple_of(&keys);
            return self.call_with(function, &[subject, keys], dst, Mode::Value);
        }
        #[expect(clippy::disallowed_methods, reason = "as many as the pattern has")]
        let mut values = Vec::with_capacity(keys.len());
        for (index, key) in keys.iter().enumerate() {
            for earlier in &keys[..index] {
                if self.equals(*earlier, *key)? {
                    let key = self.repr_text(*key);
                    return Err(self.value_error(format!("mapping pattern checks duplicate key ({key})")).into());
                }
            }
            match self.mapping_get(plain, *key)? {
                Some(value) => values.push(value),
                None => {
                    self.set_reg(dst, Value::NONE);
                    return Ok(());
                }
            }
        }
        let values = self.heap.tuple_of(&values);
        self.set_reg(dst, values);
        Ok(())
    }

    fn symbol_get(&mut self) -> Symbol {
        self.heap.intern("get")
    }

    fn mapping_get(&mut self, mapping: Value, key: Value) -> Res<Option<Value>> {
        match self.heap.other(mapping) {
            Some(OtherObject::MappingProxy(dict)) => {
                let dict = *dict;
                self.dict_get(dict, key)
            }
            Some(OtherObject::ClassDict(class)) => {
                let class = *class;
                let name = self.heap.text(key).and_then(|text| self.heap.symbols.find(text));
                Ok(name.and_then(|name| self.heap.own_attribute(class, name)))
            }
            _ => self.dict_get(mapping, key),
        }
    }

    /// `**rest`: the mapping without the keys that were matched.
    pub(super) fn match_rest(&mut self, dst: u8, subject: Value, keys: Value) -> Step {
        let plain = self.heap.plain(subject);
        let rest = match self.heap.dict(plain) {
            Some(dict) => {
                let copy = dict.copy();
                self.heap.new_dict(copy)
            }
            None => self.heap.new_dict(Default::default()),
        };
        self.roots.push(rest);
        let keys = self.heap.tuple(keys).map(|keys| keys.to_vec()).unwrap_or_default();
        let removed = keys.iter().try_for_each(|key| self.dict_remove(rest, *key).map(|_| ()));
        self.roots.pop();
        removed?;
        self.set_reg(dst, rest);
        Ok(())
    }

    /// `Class(a, b, name=c)`: the values of the attributes, or None.
    pub(super) fn match_class(
        &mut self,
        dst: u8,
        subject: Value,
        class: Value,
        positional: u8,
        keywords: Value,
    ) -> Step {
        let Some(class_id) = Heap::as_class(class) else {
            return Err(self.type_error("called match pattern must be a class").into());
        };
        if !self.is_instance_of(subject, class)? {
            self.set_reg(dst, Value::NONE);
            return Ok(());
        }
        let keywords = self.heap.tuple(keywords).map(|names| names.to_vec()).unwrap_or_default();
        let mut values = Vec::new();
        let mut seen: Vec<Symbol> = Vec::new();
        let positional = positional as usize;
        if positional > 0 {
            let own = [classes::BOOL, classes::BYTES, classes::DICT, classes::FLOAT, classes::FROZENSET, classes::INT];
            let more = [classes::BYTEARRAY, classes::LIST, classes::SET, classes::STR, classes::TUPLE];
            let is_self = self.heap.class_lookup(class_id, names::MATCH_ARGS).is_none()
                && own.iter().chain(&more).any(|base| self.heap.is_subclass(class_id, *base));
            if is_self {
                self.check_positional(class_id, positional, 1)?;
                values.push(subject);
            } else {
                for name in self.match_args(class_id, positional)? {
                    if !self.match_attribute(class_id, subject, name, &mut seen, &mut values)? {
                        self.set_reg(dst, Value::NONE);
                        return Ok(());
                    }
                }
            }
        }
        for name in keywords {
            let text = self.heap.text(name).unwrap_or("").to_string();
            let name = self.heap.intern(&text);
            if !self.match_attribute(class_id, subject, name, &mut seen, &mut values)? {
                self.set_reg(dst, Value::NONE);
                return Ok(());
            }
        }
        let values = self.heap.tuple_of(&values);
        self.set_reg(dst, values);
        Ok(())
    }

    fn check_positional(
        &mut self,
        class: crate::object::class::ClassId,
        given: usize,
        allowed: usize,
    ) -> Result<(), Raised> {
        if given <= allowed {
            return Ok(());
        }
        let plural = if allowed == 1 { "" } else { "s" };
        let name = self.heap.class_name(class);
        let message = format!("{name}() accepts {allowed} positional sub-pattern{plural} ({given} given)");
        Err(self.type_error(message))
    }

    /// The names that `__match_args__` gives for positional patterns.
    fn match_args(&mut self, class: crate::object::class::ClassId, count: usize) -> Res<Vec<Symbol>> {
        let value = self.heap.class_lookup(class, names::MATCH_ARGS);
        let Some(items) = value.map(|value| self.heap.tuple(value).map(|items| items.to_vec())) else {
            self.check_positional(class, count, 0)?;
            return Ok(Vec::new());
        };
        let Some(items) = items else {
            let name = self.heap.class_name(class).to_string();
            let found = self.heap.type_name(value.unwrap_or(Value::NONE)).to_string();
            return Err(self.type_error(format!("{name}.__match_args__ must be a tuple (got {found})")));
        };
        self.check_positional(class, count, items.len())?;
        #[expect(clippy::disallowed_methods, reason = "as many as the pattern has")]
        let mut symbols = Vec::with_capacity(count);
        for item in &items[..count] {
            let Some(text) = self.heap.text(*item).map(str::to_string) else {
                let found = self.heap.type_name(*item);
                let message = format!("__match_args__ elements must be strings (got {found})");
                return Err(self.type_error(message));
            };
            symbols.push(self.heap.intern(&text));
        }
        Ok(symbols)
    }

    /// Adds the value of an attribute; false when the subject has none.
    fn match_attribute(
        &mut self,
        class: crate::object::class::ClassId,
        subject: Value,
        name: Symbol,
        seen: &mut Vec<Symbol>,
        values: &mut Vec<Value>,
    ) -> Res<bool> {
        if seen.contains(&name) {
            let (class, name) = (self.heap.class_name(class), self.heap.symbols.text(name));
            let message = format!("{class}() got multiple sub-patterns for attribute '{name}'");
            return Err(self.type_error(message));
        }
        seen.push(name);
        let base = self.roots.len();
        self.roots.extend_from_slice(values);
        let found = self.attribute_nested(subject, name);
        self.roots.truncate(base);
        match found {
            Ok(value) => {
                values.push(value);
                Ok(true)
            }
            Err(_) => self.catch(classes::ATTRIBUTE_ERROR).map(|_| false),
        }
    }
}
