//! The door for what is as large as a script wants: nothing of such a size is allocated before it is charged.
//!
//! Clippy's `disallowed-methods` keeps `with_capacity` and `repeat` out of the other files, but where a size does not depend on
//! a script, or was checked together with others.

use super::{Ending, Vm};
use crate::native::Res;
use crate::object::class::ClassId;
use crate::object::dict::DictObject;
use crate::object::set::SetObject;
use crate::object::string::StrObject;
use crate::types::classes;
use crate::value::{Kind, Value};
use hognose_bytecode::BinaryOp;

/// Bytes for which garbage need not be collected, nor room be asked for: there is some, or soon an ordinary collection.
pub(crate) const FEW_BYTES: usize = 1 << 14;

/// The way is cleared anew when what the script holds has changed by this part of the limit.
const NEWS: usize = 64;

/// Where garbage may stand in the way of an allocation, it is collected before a built-in begins. Collecting later would need
/// roots for all that the built-in holds by then, and beginning it again would do twice what it has done so far (an iterator
/// that has moved on, an item that was appended). So it is done for what says its size beforehand: operators, slices, calls of
/// built-in classes and the methods that copy text and lists. Whatever else finds no room is refused, garbage or not.
impl Vm {
    /// Collects garbage that stands in the way of so many bytes. For an instruction whose operands are in registers.
    #[inline]
    pub(super) fn clear_way(&mut self, bytes: usize) {
        if bytes > FEW_BYTES && !self.heap.has_room(bytes) {
            self.collect_garbage_below(self.live_end());
        }
    }

    /// The same for a native that has done nothing yet and holds nothing but its arguments.
    #[inline]
    pub(crate) fn clear_way_of_native(&mut self, bytes: usize) {
        if bytes > FEW_BYTES && !self.heap.has_room(bytes) {
            self.collect_garbage_below(self.live_end().max(self.native_top as usize));
        }
    }

    /// The same for a call of a built-in class, whose arguments end at that place of the stack.
    pub(super) fn clear_way_of_class(&mut self, class: ClassId, argument: Value, end: usize) {
        let items = [classes::LIST, classes::TUPLE, classes::SET, classes::FROZENSET, classes::DICT];
        let bytes = match argument.as_int() {
            Some(count) if [classes::BYTES, classes::BYTEARRAY].contains(&class) => usize::try_from(count).unwrap_or(0),
            _ if items.contains(&class) => {
                let range = self.range_length(argument).and_then(|length| usize::try_from(length).ok());
                self.size_of(argument).max(range.unwrap_or(0).saturating_mul(size_of::<Value>())).saturating_mul(3)
            }
            _ => self.size_of(argument),
        };
        if bytes > FEW_BYTES && !self.heap.has_room(bytes) {
            self.collect_garbage_below(end.max(self.live_end()));
        }
    }

    /// The same for `a op b` of built-in operands.
    pub(super) fn clear_way_of_operation(&mut self, op: BinaryOp, a: Value, b: Value) {
        let times = |value: Value| value.as_int().and_then(|times| usize::try_from(times).ok()).unwrap_or(0);
        let bytes = match op {
            BinaryOp::Add => self.heap.concat_cost(a, b).max(self.size_of(a).saturating_add(self.size_of(b))),
            BinaryOp::Mul => self.size_of(a).saturating_mul(times(b)).max(self.size_of(b).saturating_mul(times(a))),
            _ => 0,
        };
        self.clear_way(bytes);
    }

    /// The same for the native `join`.
    pub(crate) fn clear_way_of_join(&mut self, separator: Value, iterable: Value) {
        if self.heap.account.limit().is_none() {
            return;
        }
        let items = self.sequence(self.heap.plain(iterable)).unwrap_or(&[]);
        let parts = items.len().saturating_mul(self.size_of(separator) + 2 * size_of::<Value>());
        let bytes = items.iter().fold(parts, |bytes, item| bytes.saturating_add(self.size_of(*item)));
        self.clear_way_of_native(bytes);
    }

    /// Bytes of a text or of a sequence's items.
    pub fn size_of(&self, value: Value) -> usize {
        let plain = self.heap.plain(value);
        match plain.split() {
            Some((Kind::Str, _)) => self.heap.string(plain).map_or(0, StrObject::byte_len),
            Some((Kind::Bytes, _)) => self.heap.bytes(plain).map_or(0, |bytes| bytes.len()),
            Some((Kind::List | Kind::Tuple, _)) => self.sequence(plain).map_or(0, size_of_val),
            Some((Kind::Set, _)) => self.heap.set(plain).map_or(0, SetObject::heap_bytes),
            Some((Kind::Dict, _)) => self.heap.dict(plain).map_or(0, DictObject::heap_bytes),
            _ => 0,
        }
    }

    /// Ends the script where a name, a mode or an encoding takes more than its part of the memory: what asks for it and what
    /// complains of it hold copies that nobody counts.
    pub fn check_name(&mut self, name: Value) -> Res<()> {
        let most = self.heap.account.most_of_one();
        if self.size_of(name) > most { Err(self.end(Ending::Memory)) } else { Ok(()) }
    }

    /// The same for the names of keyword arguments.
    pub fn check_names(&mut self, names: Value) -> Res<()> {
        let most = self.heap.account.most_of_one();
        let are_few = |name: &Value| self.size_of(*name) <= most;
        if self.sequence(names).is_none_or(|names| names.iter().all(are_few)) {
            Ok(())
        } else {
            Err(self.end(Ending::Memory))
        }
    }

    /// Objects with finalisers stay: nothing of a script's runs now.
    #[cold]
    #[inline(never)]
    fn collect_garbage_below(&mut self, live: usize) {
        let account = &self.heap.account;
        // A string that grows in place and a slice of a long text ask for more than they need, again and again.
        let is_same = account.held().abs_diff(self.way_cleared) < account.limit().unwrap_or(0) / NEWS;
        if self.collection_blocks == 0 && !self.is_finishing && !is_same {
            self.collect_below(live, false);
            self.charge_collection();
            self.way_cleared = self.heap.account.held();
        }
    }
}

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

    /// So many zeros.
    pub fn zeros(&mut self, count: usize) -> Res<Vec<u8>> {
        let mut zeros = self.vector(count)?;
        zeros.resize(count, 0);
        Ok(zeros)
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

    /// Counts items that a built-in holds while it does something that may allocate as much.
    pub(crate) fn counting<T>(&mut self, items: &[Value], work: impl FnOnce(&mut Vm) -> T) -> T {
        let bytes = size_of_val(items);
        self.heap.account.charge(bytes);
        let result = work(self);
        self.heap.account.release(bytes);
        result
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

/// Fills a vector with a piece, so many times, by copies that get longer.
pub fn push_repeated<T: Copy>(out: &mut Vec<T>, piece: &[T], times: usize) {
    let total = out.len() + piece.len() * times;
    let start = out.len();
    if times > 0 {
        out.extend_from_slice(piece);
    }
    while out.len() < total {
        let more = (out.len() - start).min(total - out.len());
        out.extend_from_within(start..start + more);
    }
}
