//! The account of a heap's bytes: what it holds, what it may hold, and when the next collection is due.
//!
//! Tables (arenas, blocks) are counted by capacity when they grow; what objects hold outside of them is charged as it is
//! allocated and counted anew by every collection. Garbage therefore counts until it is collected, and a table that grows
//! counts twice while it is copied.

/// Bytes of one heap.
#[derive(Clone, Copy, Debug)]
pub struct Account {
    /// Bytes held: tables by capacity, the rest as the last collection found it and as it was charged since.
    held: usize,
    /// The most that was ever held, copies of growing tables included.
    peak: usize,
    /// Bytes that may be held; `usize::MAX` where there is no limit.
    limit: usize,
    /// The budget that was put aside when a table grew, so that the next safepoint measures the room anew.
    aside: Option<isize>,
}

/// Below this many bytes a table grows by doubling whatever the limit.
const SMALL_TABLE: usize = 1 << 10;

/// From this many bytes on a table grows by doubling again, if the limit allows.
const BIG_TABLE: usize = 1 << 16;

impl Default for Account {
    fn default() -> Account {
        Account { held: 0, peak: 0, limit: usize::MAX, aside: None }
    }
}

impl Account {
    /// Sets the limit.
    pub fn set_limit(&mut self, bytes: usize) {
        self.limit = bytes;
    }

    /// The account of a machine that begins with what is held, without a limit.
    pub fn begun_anew(self) -> Account {
        Account { held: self.held, ..Account::default() }
    }

    /// The limit, if there is one.
    pub fn limit(&self) -> Option<usize> {
        Some(self.limit).filter(|limit| *limit < usize::MAX)
    }

    /// Bytes held.
    pub fn held(&self) -> usize {
        self.held
    }

    /// The most bytes that were ever held.
    pub fn peak(&self) -> usize {
        self.peak.max(self.held)
    }

    /// Bytes that may still be allocated.
    pub fn room(&self) -> usize {
        self.limit.saturating_sub(self.held)
    }

    /// What is kept free: too little to go on with when a collection leaves no more, and a cushion for what is small and
    /// not counted.
    pub fn margin(&self) -> usize {
        if self.limit == usize::MAX { 0 } else { self.limit / 32 }
    }

    /// The most bytes that one int or one name may take: of these, built-ins hold several copies that nobody counts.
    pub fn most_of_one(&self) -> usize {
        if self.limit == usize::MAX { usize::MAX } else { (self.limit / 64).max(SMALL_TABLE) }
    }

    /// Counts an allocation.
    #[inline(always)]
    pub fn charge(&mut self, bytes: usize) {
        self.held += bytes;
    }

    /// Counts memory that is given back before the next collection.
    pub fn release(&mut self, bytes: usize) {
        self.peak = self.peak();
        self.held = self.held.saturating_sub(bytes);
    }

    /// What a collection counted.
    pub fn recount(&mut self, bytes: usize) {
        self.peak = self.peak();
        self.held = bytes;
        self.aside = None;
    }

    /// The capacity that a table of `capacity` full slots grows to, so that the copy fits where anything does.
    pub fn grown(&self, capacity: usize, slot: usize) -> usize {
        let doubled = (capacity * 2).max(4);
        if self.limit == usize::MAX || doubled * slot <= SMALL_TABLE {
            return doubled;
        }
        let room = self.room();
        let steps = [doubled, capacity + capacity / 2, capacity + capacity / 4, capacity + capacity / 8 + 16];
        let fits = |part: usize| steps.iter().find(|grown| **grown * slot <= room / part).copied();
        fits(2).or_else(|| fits(1)).unwrap_or(steps[3])
    }

    /// The same for what every machine has. Machines may be many, and most are small: a table that is neither tiny nor big
    /// grows by a quarter.
    pub fn grown_slowly(&self, capacity: usize, slot: usize) -> usize {
        let grown = self.grown(capacity, slot);
        let is_middling = (SMALL_TABLE..BIG_TABLE).contains(&(capacity * slot));
        if is_middling { grown.min(capacity + capacity / 4) } else { grown }
    }

    /// Something grew from `old` to `new` bytes: both were held for a moment.
    pub fn grew(&mut self, old: usize, new: usize) {
        self.peak = self.peak().max(self.held.saturating_add(new));
        self.held = (self.held + new).saturating_sub(old);
    }

    /// A table that objects are put into unasked grew: the next safepoint looks at the room again.
    pub fn table_grew(&mut self, old: usize, new: usize, budget: &mut isize) {
        self.grew(old, new);
        if self.limit < usize::MAX && self.aside.is_none() {
            self.aside = Some(*budget);
            *budget = -1;
        }
    }

    /// Ends the pause that `table_grew` made: the budget as it would be now.
    pub fn resume(&mut self, budget: isize) -> Option<isize> {
        self.aside.take().map(|aside| aside.saturating_add(budget + 1))
    }
}
