//! Randomness that is the same each time.

use hognose_runtime::host::Random;
use rand_mt::Mt64;
use std::fmt;
use std::io;

/// Randomness that follows from a seed: a script that runs twice does the same twice. Whoever sees enough of it can foretell
/// the rest, so it is nothing for secrets.
#[derive(Clone)]
pub struct SeededRandom(Box<Mt64>);

impl SeededRandom {
    /// The randomness of that seed: the bytes of the 64-bit Mersenne Twister, low ones first.
    pub fn new(seed: u64) -> SeededRandom {
        SeededRandom(Box::new(Mt64::new(seed)))
    }
}

impl fmt::Debug for SeededRandom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SeededRandom").finish_non_exhaustive()
    }
}

impl Random for SeededRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.0.next_u64().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}
