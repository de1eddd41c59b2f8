//! Blocks of values in power-of-two size classes inside one vector: instance fields, and registers of generators.

use super::Account;
use crate::value::Value;

/// A block: where it begins and its size class (it holds `1 << class` values).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Block {
    pub start: u32,
    pub class: u8,
}

impl Block {
    #[inline(always)]
    pub fn size(self) -> usize {
        1 << self.class
    }

    #[inline(always)]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + self.size()
    }
}

/// The vector and its free lists.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    pub values: Vec<Value>,
    free: [Vec<u32>; 17],
    /// Blocks of each class. Its free list has room for all of them: a collection allocates nothing.
    made: [usize; 17],
    /// Values kept unused behind the last block, so that a window of that many can begin anywhere.
    slack: usize,
}

impl Blocks {
    /// Blocks with `slack` unused values behind the last one.
    pub fn with_slack(slack: usize) -> Blocks {
        Blocks { slack, ..Blocks::default() }
    }

    /// The smallest size class that holds `count` values.
    #[inline(always)]
    pub fn class_for(count: usize) -> u8 {
        count.max(1).next_power_of_two().trailing_zeros() as u8
    }

    /// A block of that class; its content is left over from before.
    #[inline(always)]
    pub fn allocate(&mut self, class: u8, account: &mut Account, budget: &mut isize) -> Block {
        match self.free[class as usize & 15].pop() {
            Some(start) => Block { start, class },
            None => self.grow(class, account, budget),
        }
    }

    #[inline(never)]
    fn grow(&mut self, class: u8, account: &mut Account, budget: &mut isize) -> Block {
        let start = self.values.len().saturating_sub(self.slack);
        let needed = start + (1 << class) + self.slack;
        grow_values(&mut self.values, needed, account, budget);
        self.values.resize(needed, Value::UNBOUND);
        let (list, made) = (&mut self.free[class as usize & 15], &mut self.made[class as usize & 15]);
        *made += 1;
        if list.capacity() < *made {
            let old = list.capacity();
            list.reserve_exact(account.grown(old, size_of::<u32>()) - list.len());
            account.table_grew(old * size_of::<u32>(), list.capacity() * size_of::<u32>(), budget);
        }
        Block { start: start as u32, class }
    }

    #[inline(always)]
    pub fn release(&mut self, block: Block) {
        self.free[block.class as usize & 15].push(block.start);
    }

    /// Gives back the memory of the free blocks at the end.
    pub fn trim(&mut self) {
        let lists = self.free.iter().enumerate();
        let mut ends: Vec<(u32, u8)> =
            lists.flat_map(|(class, starts)| starts.iter().map(move |start| (*start, class as u8))).collect();
        ends.sort_unstable();
        let mut end = self.values.len().saturating_sub(self.slack);
        while let Some((start, class)) = ends.pop()
            && (Block { start, class }).range().end == end
        {
            self.made[class as usize & 15] -= 1;
            end = start as usize;
        }
        for (list, made) in self.free.iter_mut().zip(&self.made) {
            list.retain(|start| (*start as usize) < end);
            list.shrink_to(*made);
        }
        self.values.truncate(if end == 0 { 0 } else { end + self.slack });
        self.values.shrink_to_fit();
    }

    /// Values that the vector has memory for, and how many of them are in no block.
    pub fn extent(&self) -> (usize, usize) {
        (self.values.capacity(), self.values.capacity() - self.values.len())
    }

    /// Bytes of the vector and of its lists.
    pub fn heap_bytes(&self) -> usize {
        let lists: usize = self.free.iter().map(|list| list.capacity() * size_of::<u32>()).sum();
        self.values.capacity() * size_of::<Value>() + lists
    }
}

/// Gives a vector of registers room for `needed` values.
pub fn grow_values(values: &mut Vec<Value>, needed: usize, account: &mut Account, budget: &mut isize) {
    let old = values.capacity();
    if needed > old {
        let grown = account.grown_slowly(old, size_of::<Value>()).max(needed);
        values.reserve_exact(grown - values.len());
        account.table_grew(old * size_of::<Value>(), values.capacity() * size_of::<Value>(), budget);
    }
}
