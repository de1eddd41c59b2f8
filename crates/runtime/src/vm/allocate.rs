//! The door for what is as large as a script wants: nothing of such a size is allocated before it is charged.
//!
//! Clippy's `disallowed-methods` keeps `with_capacity` and `repeat` out of the other files, but where a size does not depend on
//! a script, or was checked together with others.

use super::Vm;
use crate::native::Res;
use crate::types::classes;
use crate::value::Value;

impl Vm {
    /// An empty vector with room for so many items. MemoryError or the end where there is none for them.
    pub fn vector<T>(&mut self, count: usize) -> Res<Vec<T>> {
        self.check_size(count.saturating_mul(size_of::<T>()))?;
        let mut items = Vec::new();
        match items.try_reserve_exact(count) {
            Ok(()) => Ok(items),
            Err(_) => Err(self.raise_with(classes::MEMORY_ERROR, &[])),
        }
    }

    /// Holds items as roots, as many as a script wants; whoever asks truncates `roots` again.
    pub fn hold_all(&mut self, items: &[Value]) -> Res<()> {
        let (length, old) = (self.roots.len(), self.roots.capacity());
        if length + items.len() > old {
            let grown = length + items.len() + items.len() / 8;
            self.check_size(grown.saturating_mul(size_of::<Value>()))?;
            self.roots.reserve_exact(grown - length);
            self.heap.grew(old * size_of::<Value>(), self.roots.capacity() * size_of::<Value>());
        }
        self.roots.extend_from_slice(items);
        Ok(())
    }

    /// Makes room for more bytes in a bytearray.
    pub fn grow_bytes(&mut self, array: Value, more: usize) -> Res<()> {
        let Some(data) = self.heap.bytes(array).map(|object| &object.data) else { return Ok(()) };
        let (length, old) = (data.len(), data.capacity());
        let needed = length.saturating_add(more);
        if needed <= old {
            return Ok(());
        }
        let grown = needed.max(self.heap.account.grown(old, 1));
        // The new items are a copy that is counted nowhere.
        self.check_size(grown.saturating_add(more))?;
        if let Some(object) = self.heap.bytes_mut(array) {
            object.data.reserve_exact(grown - length);
        }
        self.heap.grew(old, grown);
        Ok(())
    }

    /// An empty text with room for so many bytes. MemoryError or the end where there is none for them.
    pub fn text_buffer(&mut self, bytes: usize) -> Res<String> {
        let buffer = self.vector(bytes)?;
        // It is empty: there is nothing that could be no UTF-8.
        Ok(String::from_utf8(buffer).unwrap_or_default())
    }
}
