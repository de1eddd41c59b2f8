//! The source of chance: splitmix64, so that a seed gives the same programs on every machine and with every toolchain.

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), with the constants of
/// Sebastiano Vigna's splitmix64.c (public domain).
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The stream of one case of one seed: streams of neighbours have nothing in common.
    pub fn of_case(seed: u64, case: u64) -> Random {
        let mut outer = Random { state: seed };
        let start = outer.next();
        let mut inner = Random { state: start ^ case.wrapping_mul(0xd134_2543_de82_ef95) };
        inner.next();
        inner
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, which is not 0. The bias of the remainder is of no matter here.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`, which is not empty.
    pub fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_those_of_the_reference() {
        let mut random = Random { state: 1_234_567 };
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn neighbouring_cases_have_different_streams() {
        let first: Vec<usize> = (0..4).map(|case| Random::of_case(1, case).below(1 << 30)).collect();
        let mut different = first.clone();
        different.dedup();
        assert_eq!(first, different);
        assert_eq!(first[2], Random::of_case(1, 2).below(1 << 30));
    }
}
