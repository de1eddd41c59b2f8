//! Arguments of constructors, which take theirs as they come.

use super::{Vm, suggest};
use crate::native::{Args, Raised, Res};
use crate::value::Value;

impl Vm {
    /// The error of a keyword argument that a built-in does not have, with the closest one that it has.
    #[cold]
    pub fn unexpected_keyword(&mut self, function: &str, key: &str, known: &[&str]) -> Raised {
        let hint = match suggest::closest(key, known.iter().copied().filter(|name| !name.is_empty())) {
            Some(similar) => format!(". Did you mean '{similar}'?"),
            None => String::new(),
        };
        self.type_error(format!("{function}() got an unexpected keyword argument '{key}'{hint}"))
    }

    /// The arguments of `__new__` after the class, by position or by name; a parameter without a name is positional only.
    /// Constructors of the older kind say `int expected at most 2 arguments, got 3`, the others
    /// `bytes() takes at most 3 arguments (4 given)`.
    pub fn constructor_arguments<const N: usize>(
        &mut self,
        args: Args,
        function: &str,
        names: [&str; N],
        older: bool,
    ) -> Res<[Option<Value>; N]> {
        let mut values = [None; N];
        let keywords = args.keywords as usize;
        let given: Vec<Value> = args.slice(self).iter().skip(1).copied().collect();
        if keywords > 0 && names.iter().all(|name| name.is_empty()) {
            return Err(self.type_error(format!("{function}() takes no keyword arguments")));
        }
        if given.len() > N {
            let (count, plural) = (given.len(), if N == 1 { "" } else { "s" });
            return Err(self.type_error(match older && keywords == 0 {
                true => format!("{function} expected at most {N} argument{plural}, got {count}"),
                false => format!("{function}() takes at most {N} argument{plural} ({count} given)"),
            }));
        }
        let positional = given.len() - keywords.min(given.len());
        for (slot, value) in values.iter_mut().zip(&given[..positional]) {
            *slot = Some(*value).filter(|value| !value.is_unbound());
        }
        for (number, value) in given[positional..].iter().enumerate() {
            let key = self.heap.tuple(args.names).and_then(|names| names.get(number).copied());
            let key = key.and_then(|key| self.heap.text(key)).unwrap_or("").to_owned();
            match names.iter().position(|name| !name.is_empty() && *name == key) {
                Some(place) if values[place].is_none() => values[place] = Some(*value),
                Some(place) => {
                    let place = place + 1;
                    let message = format!("argument for {function}() given by name ('{key}') and position ({place})");
                    return Err(self.type_error(message));
                }
                None => {
                    return Err(self.unexpected_keyword(function, &key, &names));
                }
            }
        }
        Ok(values)
    }

    /// The bytes that a bytes object or an iterable of ints is; None where script code must be asked.
    pub fn bytes_of_iterable(&mut self, source: Value) -> Res<Option<Vec<u8>>> {
        let plain = self.heap.plain(source);
        if let Some(size) = self.heap.bytes(plain).map(|bytes| bytes.len()) {
            let mut copy = self.vector(size)?;
            copy.extend_from_slice(self.heap.bytes(plain).map_or(&[], |bytes| bytes));
            return Ok(Some(copy));
        }
        if self.overriding(source, crate::symbol::names::BYTES).is_some() {
            return Ok(None);
        }
        if self.heap.text(plain).is_some() || self.heap.is_number(plain) || source.is_none() {
            let message = format!("cannot convert '{}' object to bytes", self.heap.type_name(source));
            return Err(self.type_error(message));
        }
        let items = match self.native_items(source) {
            Some(items) => items?,
            None => return Ok(None),
        };
        let mut bytes = self.vector(items.len())?;
        for item in items {
            bytes.push(self.byte(item)?);
        }
        Ok(Some(bytes))
    }

    /// A value as an item of bytes.
    pub fn byte(&mut self, value: Value) -> Res<u8> {
        let index = self.index_clipped(value)?;
        match u8::try_from(index) {
            Ok(byte) => Ok(byte),
            Err(_) => Err(self.value_error("bytes must be in range(0, 256)")),
        }
    }
}
