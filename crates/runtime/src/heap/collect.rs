//! The tracing collector: mark with an explicit stack, then sweep arena by arena.
//!
//! Roots are handed in by the virtual machine, only at safepoints of the run loop.

use super::arena::Mark;
use super::{Blocks, Heap, integer_bytes};
use crate::object::exception::TracebackEntry;
use crate::object::function::FunctionExtra;
use crate::object::generator::{GeneratorExtra, GeneratorRare, GeneratorState};
use crate::object::host::Tracer;
use crate::object::instance::Shape;
use crate::object::iterator::IteratorObject;
use crate::object::other::{AsyncAction, FrameObject, OtherObject};
use crate::object::string::Text;
use crate::scheduler::RequestId;
use crate::value::{Kind, Value};
use crate::vm::Frame;

/// Bytes that a fresh heap allocates before its first collection.
pub(super) const FIRST_BUDGET: isize = 8 << 20;

/// Bytes of a row of the table of names' objects.
const NAME: usize = size_of::<Value>();

/// Items of a container that go onto the work list at once.
const CHUNK: usize = 1024;

/// Containers with more items than this are gone through by the chunk.
const LONG: usize = 64;

/// The shortest bound of a work list.
const LEAST_WORK: usize = 1 << 12;

/// Marks what is reachable. The work list is explicit: no object graph can exhaust the Rust stack. Under a limit of memory
/// it is bounded too: what does not fit is found by going over the marked objects again.
#[derive(Debug)]
pub struct Marker {
    pub(super) work: Vec<Value>,
    /// Long containers, with the item to go on at.
    pub(super) spans: Vec<(Value, usize)>,
    /// Values on the work list at most.
    pub(super) most: usize,
    /// A value did not fit.
    pub(super) dropped: bool,
    /// Bytes that marked objects hold outside of the tables.
    outside: usize,
    /// Bytes of the tables that marked objects take up, roughly.
    inside: usize,
    /// The requests of callbacks.
    pub(crate) requests: Vec<RequestId>,
}

impl Default for Marker {
    fn default() -> Marker {
        Marker {
            work: Vec::new(),
            spans: Vec::new(),
            most: usize::MAX,
            dropped: false,
            outside: 0,
            inside: 0,
            requests: Vec::new(),
        }
    }
}

impl Marker {
    /// Adds a root or a reachable value.
    #[inline(always)]
    pub fn visit(&mut self, value: Value) {
        if value.is_handle() {
            if self.work.len() < self.most {
                self.work.push(value);
            } else {
                self.dropped = true;
            }
        }
    }

    /// Adds several.
    pub fn visit_all<'a>(&mut self, values: impl IntoIterator<Item = &'a Value>) {
        values.into_iter().for_each(|value| self.visit(*value));
    }

    /// Reports the request of a callback that may still be called.
    pub fn visit_request(&mut self, request: RequestId) {
        if request != RequestId::NONE {
            self.requests.push(request);
        }
    }

    /// Counts what a marked object holds outside of its slot.
    pub fn count(&mut self, bytes: usize) {
        self.outside += bytes;
    }
}

impl Heap {
    /// Marks everything reachable from what `marker` was given.
    pub fn mark(&mut self, marker: &mut Marker, registers: &[Value]) {
        marker.visit(self.raised);
        marker.visit_all(&self.symbol_values);
        let bound = self.account.limit().map_or(usize::MAX, |limit| (limit / 64 / size_of::<Value>()).max(LEAST_WORK));
        marker.most = bound;
        self.drain(marker, registers);
        while std::mem::take(&mut marker.dropped) {
            let before = marker.inside;
            self.retrace_marked(marker, registers);
            if before == marker.inside {
                marker.most = marker.most.saturating_mul(2);
            }
        }
        marker.most = usize::MAX;
    }

    /// Marks until the work list is empty.
    pub(super) fn drain(&mut self, marker: &mut Marker, registers: &[Value]) {
        loop {
            while let Some(value) = marker.work.pop() {
                if let Some((kind, index)) = value.split()
                    && self.reach(kind, index)
                {
                    self.trace(kind, index, marker, registers);
                }
            }
            match marker.spans.pop() {
                Some((container, from)) => self.trace_span(container, from, marker),
                None => return,
            }
        }
    }

    /// Goes over a marked object once more, which counts nothing.
    pub(super) fn trace_one(&mut self, kind: Kind, index: u32, marker: &mut Marker, registers: &[Value]) {
        let counted = (marker.inside, marker.outside);
        self.trace(kind, index, marker, registers);
        (marker.inside, marker.outside) = counted;
    }

    /// Visits the next items of a long container.
    pub(super) fn trace_span(&self, container: Value, from: usize, marker: &mut Marker) {
        let to = from + CHUNK;
        fn chunk(items: &[Value], from: usize) -> &[Value] {
            &items[from.min(items.len())..(from + CHUNK).min(items.len())]
        }
        let length = match container.split() {
            Some((Kind::List, index)) => {
                let items = self.lists.get(index);
                marker.visit_all(chunk(items, from));
                items.len()
            }
            Some((Kind::Tuple, index)) => {
                let items = self.tuples.get(index);
                marker.visit_all(chunk(items, from));
                items.len()
            }
            Some((Kind::Dict, index)) => {
                let dict = self.dicts.get(index);
                for slot in from..to.min(dict.slot_count()) {
                    dict.slot(slot).into_iter().for_each(|entry| marker.visit_all(&[entry.key, entry.value]));
                }
                dict.slot_count()
            }
            Some((Kind::Set, index)) => {
                let set = self.sets.get(index);
                let slots = set.slots();
                slots[from.min(slots.len())..to.min(slots.len())].iter().for_each(|slot| marker.visit(slot.key));
                set.slot_count()
            }
            Some((Kind::Other, index)) => match self.others.get(index) {
                OtherObject::Deque(deque) => {
                    marker.visit_all(deque.items.range(from.min(deque.items.len())..to.min(deque.items.len())));
                    deque.items.len()
                }
                _ => 0,
            },
            _ => 0,
        };
        if to < length {
            marker.spans.push((container, to));
        }
    }

    /// Visits what an object holds.
    pub(super) fn trace(&mut self, kind: Kind, index: u32, marker: &mut Marker, registers: &[Value]) {
        marker.inside += 64;
        match kind {
            Kind::Str => {
                let string = self.strings.get(index);
                marker.outside += string.offsets.get().map_or(0, |table| size_of_val(&*table.0) + 16);
                let buffer = match string.text {
                    Text::Flat(ref text) => return marker.outside += text.len(),
                    Text::Static(_) | Text::Name(_) => return,
                    Text::Prefix { buffer, .. } => buffer,
                };
                if self.buffers.reach(buffer) {
                    marker.outside += self.buffers.get(buffer).capacity();
                }
            }
            Kind::Bytes => marker.outside += self.bytes.get(index).data.capacity(),
            Kind::BigInt => marker.outside += integer_bytes(self.big_ints.get(index)),
            Kind::Native => {}
            Kind::Tuple => {
                let items = self.tuples.get(index);
                marker.outside += items.len() * size_of::<Value>();
                match items.len() {
                    0..=LONG => marker.visit_all(items.iter()),
                    _ => marker.spans.push((Value::handle(kind, index), 0)),
                }
            }
            Kind::List => {
                let items = self.lists.get(index);
                marker.outside += items.capacity() * size_of::<Value>();
                match items.len() {
                    0..=LONG => marker.visit_all(items.iter()),
                    _ => marker.spans.push((Value::handle(kind, index), 0)),
                }
            }
            Kind::Dict => {
                let dict = self.dicts.get(index);
                marker.outside += dict.heap_bytes();
                match dict.slot_count() {
                    0..=LONG => dict.iter().for_each(|entry| marker.visit_all(&[entry.key, entry.value])),
                    _ => marker.spans.push((Value::handle(kind, index), 0)),
                }
            }
            Kind::Set => {
                let set = self.sets.get(index);
                marker.outside += set.heap_bytes();
                match set.slot_count() {
                    0..=LONG => set.iter().for_each(|slot| marker.visit(slot.key)),
                    _ => marker.spans.push((Value::handle(kind, index), 0)),
                }
            }
            Kind::Range => {
                let range = self.ranges.get(index);
                marker.visit_all(&[range.start, range.stop, range.step]);
            }
            Kind::Slice => {
                let slice = self.slices.get(index);
                marker.visit_all(&[slice.start, slice.stop, slice.step]);
            }
            Kind::Function => self.trace_function(index, marker),
            Kind::Method => {
                let method = self.methods.get(index);
                marker.visit_all(&[method.function, method.receiver]);
            }
            Kind::Class => self.trace_class(index, marker),
            Kind::ScriptClass => {}
            Kind::Instance => {
                let instance = *self.instances.get(index);
                marker.visit(Heap::class_value(self.shapes[instance.shape.0 as usize].class));
                marker.visit_all(&self.fields.values[instance.fields.range()]);
            }
            Kind::Exception => self.trace_exception(index, marker),
            Kind::Generator => self.trace_generator(index, marker, registers),
            Kind::Cell => marker.visit(self.cells.get(index).0),
            Kind::Iterator => self.trace_iterator(index, marker),
            Kind::Module => {
                let module = self.modules.get(index);
                marker.visit_all(&[module.name, module.dict]);
            }
            Kind::Other => self.trace_other(index, marker),
            Kind::Future => self.futures.get(index).trace(marker),
            Kind::Task => self.tasks.get(index).trace(marker),
        }
    }

    /// Marks a slot; true when it has to be traced.
    pub(super) fn reach(&mut self, kind: Kind, index: u32) -> bool {
        match kind {
            Kind::Str => self.strings.reach(index),
            Kind::BigInt => self.big_ints.reach(index),
            Kind::Bytes => self.bytes.reach(index),
            Kind::Tuple => self.tuples.reach(index),
            Kind::List => self.lists.reach(index),
            Kind::Dict => self.dicts.reach(index),
            Kind::Set => self.sets.reach(index),
            Kind::Range => self.ranges.reach(index),
            Kind::Slice => self.slices.reach(index),
            Kind::Function => self.functions.reach(index),
            Kind::Native => false,
            Kind::Method => self.methods.reach(index),
            Kind::Class => match index.checked_sub(crate::types::builtin_count()) {
                None => false,
                Some(own) => self.classes.reach(own),
            },
            Kind::ScriptClass => false,
            Kind::Instance => self.instances.reach(index),
            Kind::Exception => self.exceptions.reach(index),
            Kind::Generator => self.generators.reach(index),
            Kind::Cell => self.cells.reach(index),
            Kind::Iterator => self.iterators.reach(index),
            Kind::Module => self.modules.reach(index),
            Kind::Other => self.others.reach(index),
            Kind::Future => self.futures.reach(index),
            Kind::Task => self.tasks.reach(index),
        }
    }

    fn trace_function(&self, index: u32, marker: &mut Marker) {
        let function = self.functions.get(index);
        marker.outside += function.closure.len() * size_of::<Value>();
        marker.visit_all(function.closure.iter());
        marker.visit_all(&[function.defaults, function.keyword_defaults]);
        if let Some(extra) = &function.extra {
            marker.outside += size_of::<FunctionExtra>();
            marker.visit_all(&[extra.name, extra.qualname, extra.doc, extra.module, extra.annotations, extra.dict]);
            marker.visit(extra.type_params);
        }
    }

    fn trace_class(&self, index: u32, marker: &mut Marker) {
        let class = self.classes.get(index - crate::types::builtin_count());
        marker.outside += class.heap_bytes();
        marker.visit(class.qualname);
        class.mro.iter().for_each(|base| marker.visit(Heap::class_value(*base)));
        class.attributes.iter().for_each(|(_, value)| marker.visit(*value));
    }

    fn trace_exception(&self, index: u32, marker: &mut Marker) {
        let exception = self.exceptions.get(index);
        marker.outside += exception.traceback.capacity() * size_of::<TracebackEntry>();
        marker.visit(Heap::class_value(exception.class));
        marker.visit_all(&[exception.args, exception.cause, exception.context, exception.value, exception.dict]);
        marker.visit(exception.traceback_object);
    }

    fn trace_generator(&self, index: u32, marker: &mut Marker, registers: &[Value]) {
        let generator = self.generators.get(index);
        if generator.state != GeneratorState::Closed {
            marker.inside += generator.registers.size() * 8;
            marker.visit_all(&registers[generator.registers.range()]);
        }
        if let Some(extra) = &generator.extra {
            marker.outside += size_of::<GeneratorExtra>() + extra.chain.capacity() * size_of::<Frame>();
            marker.visit(extra.awaitable);
            if let Some(rare) = &extra.rare {
                marker.outside += size_of::<GeneratorRare>();
                marker.visit_all(&[rare.name, rare.qualname, rare.finalizer, rare.frame]);
            }
            extra.chain.iter().for_each(|frame| trace_frame(frame, marker, registers));
        }
    }

    fn trace_iterator(&self, index: u32, marker: &mut Marker) {
        match self.iterators.get(index) {
            IteratorObject::Done | IteratorObject::Range { .. } | IteratorObject::BigRange { .. } => {}
            IteratorObject::List { list, .. } | IteratorObject::ListReversed { list, .. } => marker.visit(*list),
            IteratorObject::Tuple { tuple, .. } => marker.visit(*tuple),
            IteratorObject::Str { text, .. } => marker.visit(*text),
            IteratorObject::Bytes { bytes, .. } => marker.visit(*bytes),
            IteratorObject::Dict { dict, .. } | IteratorObject::DictReversed { dict, .. } => marker.visit(*dict),
            IteratorObject::Set { set, .. } => marker.visit(*set),
            IteratorObject::Enumerate { iterator, count, .. } => marker.visit_all(&[*iterator, *count]),
            IteratorObject::Zip { iterators, .. } => {
                marker.outside += size_of_val(&**iterators);
                marker.visit_all(iterators.iter());
            }
            IteratorObject::Reversed { sequence, .. } => marker.visit(*sequence),
            IteratorObject::Deque { deque, .. } => marker.visit(*deque),
        }
    }

    fn trace_other(&mut self, index: u32, marker: &mut Marker) {
        let other = self.others.get(index);
        marker.outside += other.heap_bytes();
        match other {
            OtherObject::Free | OtherObject::Code(_) => {}
            OtherObject::Traceback(traceback) => {
                marker.visit_all(&[traceback.frame, traceback.next, traceback.previous, traceback.tail]);
            }
            OtherObject::Property(property) => {
                let property = &**property;
                marker.visit_all(&[property.getter, property.setter, property.deleter, property.doc, property.name]);
            }
            OtherObject::ClassMethod(value)
            | OtherObject::StaticMethod(value)
            | OtherObject::CoroutineWrapper(value)
            | OtherObject::FutureIterator(value)
            | OtherObject::MappingProxy(value)
            | OtherObject::Union(value) => marker.visit(*value),
            OtherObject::Super { class, object, start } => {
                marker.visit_all(&[Heap::class_value(*class), *object, Heap::class_value(*start)]);
            }
            OtherObject::DictView { dict, .. } => marker.visit(*dict),
            OtherObject::ClassDict(class)
            | OtherObject::DictMember(class)
            | OtherObject::WeakrefMember(class)
            | OtherObject::SlotMember { class, .. } => {
                marker.visit(Heap::class_value(*class));
            }
            OtherObject::AsyncAwaitable(awaitable) => {
                marker.visit(awaitable.generator);
                match awaitable.action {
                    AsyncAction::Send(value) => marker.visit(value),
                    AsyncAction::Throw(a, b, c) => marker.visit_all(&[a, b, c]),
                    AsyncAction::Close => {}
                }
            }
            OtherObject::AnextAwaitable { awaitable, default } => marker.visit_all(&[*awaitable, *default]),
            OtherObject::GenericAlias { origin, args } => marker.visit_all(&[*origin, *args]),
            OtherObject::Lazy(lazy) => {
                marker.visit_all(&[lazy.function, lazy.count]);
                marker.visit_all(lazy.iterators.iter());
            }
            OtherObject::File(file) => marker.visit(file.name),
            OtherObject::Frame(frame) => match &**frame {
                FrameObject::Generator(generator) => marker.visit(*generator),
                FrameObject::Snapshot { locals, back, .. } => marker.visit_all(&[*locals, *back]),
            },
            OtherObject::Context(variables) => {
                variables.iter().for_each(|(variable, value)| marker.visit_all(&[*variable, *value]));
            }
            OtherObject::Deque(deque) => match deque.items.len() {
                0..=LONG => marker.visit_all(deque.items.iter()),
                _ => marker.spans.push((Value::handle(Kind::Other, index), 0)),
            },
            OtherObject::ContextVar(variable) => marker.visit_all(&[variable.name, variable.default]),
            OtherObject::ContextToken(token) => marker.visit_all(&[token.variable, token.context, token.old]),
            OtherObject::Host(host) => {
                if let Some(data) = &host.data {
                    (host.trace)(&**data, &mut Tracer { table: &mut self.traced, marker: Some(marker) });
                }
            }
        }
    }

    /// Frees everything that was not marked and sets the budget for the next collection. `tables` is what the virtual
    /// machine holds beside the heap, in bytes.
    pub fn sweep(&mut self, marker: Marker, registers: &mut Blocks, tables: usize) {
        self.strings.sweep(drop);
        self.buffers.sweep(drop);
        self.big_ints.sweep(drop);
        self.bytes.sweep(drop);
        self.tuples.sweep(drop);
        self.lists.sweep(drop);
        self.dicts.sweep(drop);
        self.sets.sweep(drop);
        self.ranges.sweep(drop);
        self.slices.sweep(drop);
        self.functions.sweep(drop);
        self.methods.sweep(drop);
        self.classes.sweep(drop);
        let fields = &mut self.fields;
        self.instances.sweep(|instance| fields.release(instance.fields));
        self.exceptions.sweep(drop);
        self.generators.sweep(|generator| {
            if generator.state != GeneratorState::Closed {
                registers.release(generator.registers);
            }
            let chain = generator.extra.map(|extra| extra.chain).unwrap_or_default();
            chain
                .iter()
                .filter(|frame| frame.owner().is_fused())
                .filter_map(|frame| frame.block())
                .for_each(|b| registers.release(b));
        });
        self.cells.sweep(drop);
        self.iterators.sweep(drop);
        self.modules.sweep(drop);
        let mut hosts = Vec::new();
        self.others.sweep(|other| {
            if let OtherObject::Host(host) = other {
                hosts.push(host);
            }
        });
        self.traced.sweep();
        self.futures.sweep(drop);
        self.tasks.sweep(drop);
        self.collections += 1;
        self.live_bytes = marker.inside + marker.outside;
        self.registers = registers.extent();
        self.account.recount(self.own_bytes() + marker.outside + registers.heap_bytes() + tables);
        self.grant((self.live_bytes as isize).max(FIRST_BUDGET));
        for host in hosts {
            // The heap is whole by now; what a host's value does at its end is the host's affair.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(host)));
        }
    }

    /// Bytes of the heap's tables.
    fn own_bytes(&self) -> usize {
        let names = self.symbols.heap_bytes() + self.symbol_values.capacity() * NAME;
        let shapes = self.shapes.capacity() * size_of::<Shape>();
        self.arena_bytes() + self.fields.heap_bytes() + self.traced.heap_bytes() + names + shapes
    }

    /// Gives back the memory that its tables have to spare, after a collection; the account is told.
    pub fn trim(&mut self, registers: &mut Blocks) {
        let old = self.own_bytes() + registers.heap_bytes();
        self.trim_arenas();
        registers.trim();
        self.registers = registers.extent();
        self.account.release(old.saturating_sub(self.own_bytes() + registers.heap_bytes()));
    }

    /// Whether a slot of the list arena is in use: for tests of the collector.
    pub fn is_live_list(&self, value: Value) -> bool {
        value.index_of(Kind::List).is_some_and(|index| self.lists.marks.get(index as usize) == Some(&Mark::Live))
    }
}

/// Marks what a frame of a suspended list holds: its registers are in a block.
pub fn trace_frame(frame: &Frame, marker: &mut Marker, registers: &[Value]) {
    if let Some(generator) = frame.owner().generator() {
        marker.visit(generator);
    } else if frame.base().is_block() {
        marker.visit_all(&registers[frame.registers()]);
    }
}
