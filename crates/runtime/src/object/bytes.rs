//! Bytes and bytearrays: the same object, which a bytearray's methods may change.

use std::cmp::Ordering;
use std::ops::Deref;

/// A bytes or a bytearray. Compared by content alone.
#[derive(Clone, Debug, Default)]
pub struct BytesObject {
    pub data: Vec<u8>,
    /// A bytearray.
    pub mutable: bool,
}

impl Deref for BytesObject {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.data
    }
}

impl From<Box<[u8]>> for BytesObject {
    fn from(data: Box<[u8]>) -> BytesObject {
        BytesObject { data: data.into_vec(), mutable: false }
    }
}

impl PartialEq for BytesObject {
    fn eq(&self, other: &BytesObject) -> bool {
        self.data == other.data
    }
}

impl Eq for BytesObject {}

impl PartialOrd for BytesObject {
    fn partial_cmp(&self, other: &BytesObject) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for BytesObject {
    fn cmp(&self, other: &BytesObject) -> Ordering {
        self.data.cmp(&other.data)
    }
}
