//! Taking an input apart, byte by byte.

/// The bytes of an input that are still to come; zeros after the last.
pub(crate) struct Bytes<'a> {
    left: std::slice::Iter<'a, u8>,
}

impl<'a> Bytes<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Bytes<'a> {
        Bytes { left: bytes.iter() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.left.len() == 0
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.left.next().copied().unwrap_or(0)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.byte())
    }

    /// A number, mostly a small one.
    pub(crate) fn number(&mut self) -> u32 {
        match self.byte() {
            255 => u32::from_le_bytes(self.array()),
            254 => u32::from(u16::from_le_bytes(self.array())),
            small => u32::from(small),
        }
    }

    /// A number below `count`; zero where there is none.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        if count == 0 { 0 } else { self.number() as usize % count }
    }

    /// So many bytes, fewer at the end.
    pub(crate) fn slice(&mut self, count: usize) -> &'a [u8] {
        let rest = self.left.as_slice();
        let (taken, rest) = rest.split_at(count.min(rest.len()));
        self.left = rest.iter();
        taken
    }
}
