//! `random`: the module is Python; the Mersenne Twister that CPython has is here, and the host's randomness as `os` gives it.
//!
//! A generator's state is a bytearray of the script's, so that it can be copied: 624 words and the place of the next one,
//! each in four bytes, low ones first.

use dashu_int::IBig;
use hognose_runtime::module::ModuleDef;
use hognose_runtime::native::function;
use hognose_runtime::types::classes;
use hognose_runtime::{Args, NativeDef, Raised, Res, Signature, Value, Vm};
use std::io;

/// The module `random`.
pub static MODULE: ModuleDef =
    ModuleDef { name: "random", functions: &[], init: None, source: Some(include_str!("python/random.py")) };

/// The module `_random`.
pub static NATIVE: ModuleDef = ModuleDef { name: "_random", functions: &[FUNCTIONS], init: None, source: None };

static FUNCTIONS: &[NativeDef] = &[
    function("bits", bits, Signature::Range(2, 2)),
    function("double", double, Signature::One),
    function("seed", seed, Signature::Range(2, 2)),
    function("urandom", urandom, Signature::One),
];

/// Words of the state.
const WORDS: usize = 624;
/// The word that is mixed into another one, as its distance from it.
const MIXED: usize = 397;

/// A generator's words, copied out of a script's bytearray. Source: Matsumoto and Nishimura, MT19937.
struct Twister {
    words: Box<[u32]>,
}

impl Twister {
    /// Words that follow from a key. Source: their `init_by_array`.
    fn of_key(key: &[u32]) -> Twister {
        #[expect(clippy::disallowed_methods, reason = "of a fixed size")]
        let mut words = vec![0_u32; WORDS].into_boxed_slice();
        words[0] = 19_650_218;
        for i in 1..WORDS {
            let last = words[i - 1];
            words[i] = (last ^ (last >> 30)).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        let mut at = 1;
        let step = |words: &mut [u32], at: &mut usize, factor: u32, more: u32| {
            let last = words[*at - 1];
            words[*at] = (words[*at] ^ (last ^ (last >> 30)).wrapping_mul(factor)).wrapping_add(more);
            *at += 1;
            if *at == WORDS {
                words[0] = words[WORDS - 1];
                *at = 1;
            }
        };
        for round in 0..WORDS.max(key.len()) {
            let index = round % key.len();
            step(&mut words, &mut at, 1_664_525, key[index].wrapping_add(index as u32));
        }
        for _ in 1..WORDS {
            let less = (at as u32).wrapping_neg();
            step(&mut words, &mut at, 1_566_083_941, less);
        }
        words[0] = 0x8000_0000;
        Twister { words }
    }

    /// The words after these.
    fn twist(&mut self) {
        for i in 0..WORDS {
            let both = (self.words[i] & 0x8000_0000) | (self.words[(i + 1) % WORDS] & 0x7fff_ffff);
            let odd = if both & 1 == 0 { 0 } else { 0x9908_b0df };
            self.words[i] = self.words[(i + MIXED) % WORDS] ^ (both >> 1) ^ odd;
        }
    }
}

/// The state as a script keeps it.
struct State<'a>(&'a mut [u8]);

impl<'a> State<'a> {
    fn of(vm: &'a mut Vm, value: Value) -> Res<State<'a>> {
        let is_state = vm.heap.bytes(value).is_some_and(|bytes| bytes.mutable && bytes.len() == (WORDS + 1) * 4);
        if !is_state {
            return Err(vm.type_error("state vector is the wrong size"));
        }
        match vm.heap.bytes_mut(value) {
            Some(bytes) => Ok(State(&mut bytes.data)),
            None => Err(Raised),
        }
    }

    fn word(&self, index: usize) -> u32 {
        let bytes = self.0.get(index * 4..index * 4 + 4).and_then(|bytes| bytes.try_into().ok());
        u32::from_le_bytes(bytes.unwrap_or_default())
    }

    fn set(&mut self, index: usize, word: u32) {
        if let Some(bytes) = self.0.get_mut(index * 4..index * 4 + 4) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
    }

    fn store(&mut self, twister: &Twister) {
        for (index, word) in twister.words.iter().enumerate() {
            self.set(index, *word);
        }
    }

    /// The next 32 bits.
    fn next(&mut self) -> u32 {
        let mut at = self.word(WORDS) as usize;
        if at >= WORDS {
            let mut twister = Twister { words: (0..WORDS).map(|index| self.word(index)).collect() };
            twister.twist();
            self.store(&twister);
            at = 0;
        }
        self.set(WORDS, at as u32 + 1);
        let mut word = self.word(at);
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }
}

/// `seed(state, n)`
fn seed(vm: &mut Vm, args: Args) -> Res {
    let number = vm.heap.as_integer(vm.heap.plain(args.get(vm, 1))).unwrap_or_default();
    let bytes = number.unsigned_abs_bytes();
    vm.charge_fuel(bytes.len() / 4 + WORDS)?;
    let mut key: Vec<u32> =
        bytes.chunks(4).map(|chunk| chunk.iter().rev().fold(0, |w, b| (w << 8) | u32::from(*b))).collect();
    if key.is_empty() {
        key.push(0);
    }
    let twister = Twister::of_key(&key);
    let mut state = State::of(vm, args.get(vm, 0))?;
    state.store(&twister);
    state.set(WORDS, WORDS as u32);
    Ok(Value::NONE)
}

trait Magnitude {
    /// The bytes of the absolute value, low ones first; none for 0.
    fn unsigned_abs_bytes(&self) -> Vec<u8>;
}

impl Magnitude for IBig {
    fn unsigned_abs_bytes(&self) -> Vec<u8> {
        let (_, magnitude) = self.clone().into_parts();
        magnitude.to_le_bytes().into_vec()
    }
}

/// `double(state)`: a float from 0 to 1 with 53 random bits.
fn double(vm: &mut Vm, args: Args) -> Res {
    let mut state = State::of(vm, args.get(vm, 0))?;
    let (high, low) = (state.next() >> 5, state.next() >> 6);
    Ok(Value::float((f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0))
}

/// `bits(state, count)`: an int of so many random bits.
fn bits(vm: &mut Vm, args: Args) -> Res {
    let count = vm.index(args.get(vm, 1))?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    let words = count.div_ceil(32);
    vm.check_bits(count)?;
    vm.charge_fuel(words)?;
    let mut bytes = vm.vector(words * 4)?;
    let mut state = State::of(vm, args.get(vm, 0))?;
    for left in (0..words).map(|word| count - word * 32) {
        let word = state.next();
        let word = if left < 32 { word >> (32 - left) } else { word };
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    Ok(vm.heap.integer(dashu_int::UBig::from_le_bytes(&bytes).into()))
}

/// `os.urandom(size)`
fn urandom(vm: &mut Vm, args: Args) -> Res {
    let size = vm.index(args.get(vm, 0))?;
    let Ok(size) = usize::try_from(size) else { return Err(vm.value_error("negative argument not allowed")) };
    vm.charge_fuel(size / 8)?;
    let mut bytes = vm.zeros(size)?;
    match vm.host.random.fill(&mut bytes) {
        Ok(()) => Ok(vm.bytes_value(bytes.into())),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            Err(vm.raise_text(classes::NOT_IMPLEMENTED_ERROR, &error.to_string()))
        }
        Err(error) => Err(vm.os_error(&error, None)),
    }
}
