//! `asyncio.Queue`: what `put` and `get` do at once on a queue of which nothing is overridden.
//!
//! The class is Python of the standard library, its instances are ordinary ones, and whoever has to wait does so there.
//! Whether a script has a part in a queue (by a subclass, by an attribute set on the class or on the instance) is found out
//! once for each shape of instances and state of the classes.

use crate::heap::Marker;
use crate::native::Res;
use crate::object::class::ClassId;
use crate::object::instance::{ShapeId, ShapeMode};
use crate::scheduler::FutureState;
use crate::symbol::Symbol;
use crate::value::{Kind, Value};
use crate::vm::Vm;

/// The methods that the native code stands for, beside `put` and `get` themselves.
const METHODS: [&str; 8] = ["put_nowait", "get_nowait", "full", "empty", "qsize", "_put", "_get", "_wakeup_next"];

/// The fields of an instance that it reads and writes.
#[derive(Clone, Copy)]
enum Field {
    Maxsize,
    Getters,
    Putters,
    UnfinishedTasks,
    Finished,
    Queue,
    IsShutdown,
}

const FIELDS: [&str; 7] =
    ["_maxsize", "_getters", "_putters", "_unfinished_tasks", "_finished", "_queue", "_is_shutdown"];

/// How many shapes are remembered.
const SHAPES: usize = 8;

/// Where the fields are in instances of one shape.
type Slots = [u8; FIELDS.len()];

/// What is known of queues.
#[derive(Clone, Debug, Default)]
pub struct Queues {
    /// `METHODS` as the class of the standard library defines them.
    methods: Vec<(Symbol, Value)>,
    /// `FIELDS`
    fields: Vec<Symbol>,
    /// The class epoch at which the shapes were looked at.
    epoch: u32,
    /// A direct-mapped table; no slots for a shape of queues that have something overridden.
    shapes: [Option<(ShapeId, Option<Slots>)>; SHAPES],
}

impl Queues {
    /// Reports what it holds to the collector.
    pub(super) fn trace(&self, marker: &mut Marker) {
        self.methods.iter().for_each(|(_, method)| marker.visit(*method));
    }
}

/// A queue of which nothing is overridden.
#[derive(Clone, Copy)]
struct PlainQueue {
    /// Where the instance's fields begin.
    start: u32,
    slots: Slots,
}

impl PlainQueue {
    fn at(self, field: Field) -> usize {
        self.start as usize + self.slots[field as usize] as usize
    }
}

impl Vm {
    /// Remembers the methods of the class `asyncio.Queue` before any script can change them.
    pub fn watch_queues(&mut self, class: ClassId) {
        let methods = METHODS.map(|name| self.heap.intern(name));
        let found = methods.into_iter().filter_map(|name| Some((name, self.heap.own_attribute(class, name)?)));
        let methods = found.collect();
        let fields = FIELDS.map(|name| self.heap.intern(name)).into();
        self.scheduler.queues = Queues { methods, fields, ..Queues::default() };
    }

    /// Puts an item into a plain queue that is open and has room, and wakes the next who waits for one. False: nothing was
    /// done.
    pub fn queue_put(&mut self, queue: Value, item: Value) -> Res<bool> {
        let Some(queue) = self.plain_queue(queue) else { return Ok(false) };
        let field = |field| self.heap.fields.values[queue.at(field)];
        let (items, getters) = (field(Field::Queue), field(Field::Getters));
        let is_open = field(Field::IsShutdown) == Value::FALSE && field(Field::Finished).is_none();
        let unfinished = field(Field::UnfinishedTasks).fast_add_int(1);
        let room = field(Field::Maxsize).as_int().zip(self.deque(items));
        let has_room = room.is_some_and(|(most, deque)| most <= 0 || (deque.items.len() as i64) < most);
        let (Some(unfinished), true) = (unfinished, is_open && has_room) else { return Ok(false) };
        let Some(done) = self.done_waiters(getters) else { return Ok(false) };
        self.charge_fuel(done)?;
        self.deque_room(items)?;
        if let Some(deque) = self.deque_mut(items) {
            deque.push(item);
        }
        self.heap.fields.values[queue.at(Field::UnfinishedTasks)] = unfinished;
        self.wake_waiter(getters, done)?;
        Ok(true)
    }

    /// Takes an item out of a plain queue that has one, and wakes the next who waits to put one. None: nothing was done.
    pub fn queue_get(&mut self, queue: Value) -> Res<Option<Value>> {
        let Some(queue) = self.plain_queue(queue) else { return Ok(None) };
        let field = |field| self.heap.fields.values[queue.at(field)];
        let (items, putters) = (field(Field::Queue), field(Field::Putters));
        if self.deque(items).is_none_or(|deque| deque.items.is_empty()) {
            return Ok(None);
        }
        let Some(done) = self.done_waiters(putters) else { return Ok(None) };
        self.charge_fuel(done)?;
        let item = self.deque_mut(items).and_then(|deque| deque.pop_left());
        self.wake_waiter(putters, done)?;
        Ok(item)
    }

    #[inline]
    fn plain_queue(&mut self, queue: Value) -> Option<PlainQueue> {
        let instance = *self.heap.instance(queue)?;
        let queues = &self.scheduler.queues;
        let slots = match queues.shapes[instance.shape.0 as usize % SHAPES] {
            Some((shape, slots)) if shape == instance.shape && queues.epoch == self.heap.class_epoch => slots,
            _ => self.look_at_queues(instance.shape),
        };
        Some(PlainQueue { start: instance.fields.start, slots: slots? })
    }

    /// Finds out whether queues of a shape are plain, and where their fields are.
    #[cold]
    fn look_at_queues(&mut self, shape: ShapeId) -> Option<Slots> {
        let slots = self.slots_of_queues(shape);
        let epoch = self.heap.class_epoch;
        let queues = &mut self.scheduler.queues;
        if queues.epoch != epoch {
            queues.epoch = epoch;
            queues.shapes = Default::default();
        }
        queues.shapes[shape.0 as usize % SHAPES] = Some((shape, slots));
        slots
    }

    fn slots_of_queues(&self, shape: ShapeId) -> Option<Slots> {
        let Queues { methods, fields, .. } = &self.scheduler.queues;
        let (class, mode) = (self.heap.shapes[shape.0 as usize].class, self.heap.shapes[shape.0 as usize].mode);
        let hooks = self.heap.script_class(class)?.hooks;
        let is_own = |(name, method): &(Symbol, Value)| {
            self.heap.class_lookup(class, *name) == Some(*method) && self.heap.shape_slot(shape, *name).is_none()
        };
        if mode != ShapeMode::Fields || hooks.getattribute || hooks.setattr || !methods.iter().all(is_own) {
            return None;
        }
        let mut slots = Slots::default();
        for (slot, name) in slots.iter_mut().zip(fields) {
            if self.heap.class_lookup(class, *name).is_some() {
                return None;
            }
            *slot = u8::try_from(self.heap.shape_slot(shape, *name)?).ok()?;
        }
        Some(slots)
    }

    /// How many of those who wait are done, up to the first who is not. None where something waits that is no future of
    /// ours.
    fn done_waiters(&self, waiters: Value) -> Option<usize> {
        if let Some(nobody) = self.heap.tuple(waiters) {
            return nobody.is_empty().then_some(0);
        }
        let mut done = 0;
        for waiter in &self.deque(waiters)?.items {
            let future = self.heap.futures.get(waiter.index_of(Kind::Future)?);
            if future.state == FutureState::Pending {
                break;
            }
            done += 1;
        }
        Some(done)
    }

    /// Forgets so many who are done, and wakes the next if there is one.
    fn wake_waiter(&mut self, waiters: Value, done: usize) -> Res<()> {
        let Some(deque) = self.deque_mut(waiters).filter(|deque| !deque.items.is_empty()) else { return Ok(()) };
        match (0..=done).map(|_| deque.pop_left()).last() {
            Some(Some(waiter)) => self.set_future_result(waiter, Value::NONE),
            Some(None) | None => Ok(()),
        }
    }
}
