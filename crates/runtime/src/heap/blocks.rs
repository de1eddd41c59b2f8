//! Blocks of values in power-of-two size classes inside one vector: instance fields, and registers of generators.

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
#[derive(Debug, Default)]
pub struct Blocks {
    pub values: Vec<Value>,
    free: [Vec<u32>; 17],
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
    pub fn allocate(&mut self, class: u8) -> Block {
        match self.free[class as usize & 15].pop() {
            Some(start) => Block { start, class },
            None => self.grow(class),
        }
    }

    #[inline(never)]
    fn grow(&mut self, class: u8) -> Block {
        let start = self.values.len().saturating_sub(self.slack);
        self.values.resize(start + (1 << class) + self.slack, Value::UNBOUND);
        Block { start: start as u32, class }
    }

    #[inline(always)]
    pub fn release(&mut self, block: Block) {
        self.free[block.class as usize & 15].push(block.start);
    }
}
