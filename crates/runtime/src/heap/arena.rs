//! One arena per kind of object: a vector of slots with a free list. Mark bytes are kept apart, so that tracing can read
//! objects while it marks others.

use super::Account;

/// Slots of one kind of object. A freed slot holds `T::default()`.
#[derive(Clone, Debug, Default)]
pub struct Arena<T> {
    slots: Vec<T>,
    /// Per slot: free, live, or marked during a collection.
    pub(super) marks: Vec<Mark>,
    /// Has room for every slot: a collection allocates nothing.
    free: Vec<u32>,
}

/// State of a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Mark {
    Free,
    Live,
    Reached,
}

impl<T: Default> Arena<T> {
    /// Bytes per slot: the object, its mark, its place in the free list.
    pub const SLOT: usize = size_of::<T>() + size_of::<Mark>() + size_of::<u32>();

    pub fn new() -> Arena<T> {
        Arena { slots: Vec::new(), marks: Vec::new(), free: Vec::new() }
    }

    /// Stores an object and returns its index.
    #[inline(always)]
    pub fn insert(&mut self, object: T, account: &mut Account, budget: &mut isize) -> u32 {
        match self.free.pop() {
            Some(index) => {
                self.slots[index as usize] = object;
                self.marks[index as usize] = Mark::Live;
                index
            }
            None => self.push(object, account, budget),
        }
    }

    #[inline(never)]
    fn push(&mut self, object: T, account: &mut Account, budget: &mut isize) -> u32 {
        if self.slots.len() == self.slots.capacity() {
            self.grow(account, budget);
        }
        let index = self.slots.len() as u32;
        self.slots.push(object);
        self.marks.push(Mark::Live);
        index
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, account: &mut Account, budget: &mut isize) {
        let old = self.slots.capacity();
        let more = account.grown_slowly(old, Self::SLOT) - old;
        self.slots.reserve_exact(more);
        self.marks.reserve_exact(more);
        self.free.reserve_exact(self.slots.capacity() - self.free.len());
        account.table_grew(old * Self::SLOT, self.slots.capacity() * Self::SLOT, budget);
    }

    #[inline(always)]
    pub fn get(&self, index: u32) -> &T {
        &self.slots[index as usize]
    }

    #[inline(always)]
    pub fn get_mut(&mut self, index: u32) -> &mut T {
        &mut self.slots[index as usize]
    }

    /// Slots in use.
    pub fn live(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Slots that can be used before the arena has to grow.
    pub fn spare(&self) -> usize {
        self.slots.capacity() - self.live()
    }

    /// Bytes that it takes to put in so many objects at once, the copy of a growing table included.
    pub fn cost_of(&self, count: usize) -> usize {
        if count <= self.spare() {
            return 0;
        }
        let capacity = self.slots.capacity();
        (capacity + count.max(capacity / 8)).saturating_add(count).saturating_mul(Self::SLOT)
    }

    /// Slots there is memory for.
    pub fn capacity(&self) -> usize {
        self.slots.capacity()
    }

    /// Slots that were ever used.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Marks a slot; true when it was live and not marked yet.
    #[inline(always)]
    pub(super) fn reach(&mut self, index: u32) -> bool {
        match self.marks.get_mut(index as usize) {
            Some(mark) if *mark == Mark::Live => {
                *mark = Mark::Reached;
                true
            }
            _ => false,
        }
    }

    /// Whether a slot was reached in the collection that is going on.
    pub(super) fn is_marked(&self, index: u32) -> bool {
        self.marks.get(index as usize) == Some(&Mark::Reached)
    }

    /// Whether a slot is live but was not reached in the collection that is going on.
    pub fn is_garbage(&self, index: u32) -> bool {
        self.marks.get(index as usize) == Some(&Mark::Live)
    }

    /// Frees every slot that is live and not reached, handing each object to `release`.
    pub(super) fn sweep(&mut self, mut release: impl FnMut(T)) {
        for (index, mark) in self.marks.iter_mut().enumerate() {
            match *mark {
                Mark::Free => {}
                Mark::Reached => *mark = Mark::Live,
                Mark::Live => {
                    *mark = Mark::Free;
                    self.free.push(index as u32);
                    release(std::mem::take(&mut self.slots[index]));
                }
            }
        }
    }

    /// Gives back the memory of the free slots at the end.
    pub fn trim(&mut self) {
        let used = self.marks.iter().rposition(|mark| *mark != Mark::Free).map_or(0, |last| last + 1);
        self.slots.truncate(used);
        self.marks.truncate(used);
        self.free.retain(|index| (*index as usize) < used);
        self.slots.shrink_to_fit();
        self.marks.shrink_to_fit();
        self.free.shrink_to(self.slots.capacity());
    }

    /// Indices of all live slots.
    pub fn indices(&self) -> impl Iterator<Item = u32> + '_ {
        self.marks.iter().enumerate().filter(|(_, mark)| **mark != Mark::Free).map(|(index, _)| index as u32)
    }
}
