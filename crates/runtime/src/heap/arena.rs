//! One arena per kind of object: a vector of slots with a free list. Mark bytes are kept apart, so that tracing can read
//! objects while it marks others.

/// Slots of one kind of object. A freed slot holds `T::default()`.
#[derive(Debug, Default)]
pub struct Arena<T> {
    slots: Vec<T>,
    /// Per slot: free, live, or marked during a collection.
    pub(super) marks: Vec<Mark>,
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
    pub fn new() -> Arena<T> {
        Arena { slots: Vec::new(), marks: Vec::new(), free: Vec::new() }
    }

    /// Stores an object and returns its index.
    #[inline(always)]
    pub fn insert(&mut self, object: T) -> u32 {
        match self.free.pop() {
            Some(index) => {
                self.slots[index as usize] = object;
                self.marks[index as usize] = Mark::Live;
                index
            }
            None => self.push(object),
        }
    }

    #[inline(never)]
    fn push(&mut self, object: T) -> u32 {
        let index = self.slots.len() as u32;
        self.slots.push(object);
        self.marks.push(Mark::Live);
        index
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

    /// Indices of all live slots.
    pub fn indices(&self) -> impl Iterator<Item = u32> + '_ {
        self.marks.iter().enumerate().filter(|(_, mark)| **mark != Mark::Free).map(|(index, _)| index as u32)
    }
}
