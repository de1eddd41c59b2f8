//! Exact functions of ints.

use crate::convert::refuse_keywords;
use dashu_int::ops::{BitTest, Gcd, SquareRoot, UnsignedAbs};
use dashu_int::{IBig, UBig};
use hognose_runtime::native::function;
use hognose_runtime::number::integer;
use hognose_runtime::{Args, NativeDef, Raised, Res, Signature, Value, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    function("comb", comb, Signature::Range(2, 2)),
    function("factorial", factorial, Signature::One),
    function("gcd", gcd, Signature::Any),
    function("isqrt", isqrt, Signature::One),
    function("lcm", lcm, Signature::Any),
    function("perm", perm, Signature::Range(1, 2)),
];

/// Results above this many bits are refused: their making could not be interrupted.
const MOST_BITS: u64 = 1 << 26;

fn gcd(vm: &mut Vm, args: Args) -> Res {
    refuse_keywords(vm, args, "math.gcd")?;
    let mut result = UBig::ZERO;
    for index in 0..args.count {
        let next = vm.index_integer(args.get(vm, index))?.unsigned_abs();
        result = common_divisor(vm, result, next)?;
    }
    Ok(vm.heap.integer(result.into()))
}

fn lcm(vm: &mut Vm, args: Args) -> Res {
    refuse_keywords(vm, args, "math.lcm")?;
    let mut result = UBig::ONE;
    for index in 0..args.count {
        let next = vm.index_integer(args.get(vm, index))?.unsigned_abs();
        if result == UBig::ZERO {
            continue;
        }
        if next == UBig::ZERO {
            result = next;
            continue;
        }
        let bytes = result.bit_len() / 8 + next.bit_len() / 8;
        vm.charge_product(bytes, bytes as u64)?;
        let divisor = common_divisor(vm, result.clone(), next.clone())?;
        let factor = result / divisor;
        vm.check_bits(factor.bit_len() + next.bit_len())?;
        result = factor * next;
    }
    Ok(vm.heap.integer(result.into()))
}

fn common_divisor(vm: &mut Vm, a: UBig, b: UBig) -> Res<UBig> {
    if a == UBig::ZERO {
        return Ok(b);
    }
    if b == UBig::ZERO {
        return Ok(a);
    }
    let work = vm.number_result(integer::check_divisor(&a, &b))?;
    vm.charge_product(0, work)?;
    Ok(a.gcd(b))
}

fn isqrt(vm: &mut Vm, args: Args) -> Res {
    let integer = vm.index_integer(args.get(vm, 0))?;
    let bytes = integer.bit_len() / 8;
    if bytes > 256 {
        // Newton's steps keep several numbers of that size.
        vm.check_size(bytes.saturating_mul(40))?;
    }
    match UBig::try_from(integer) {
        Ok(integer) => Ok(vm.heap.integer(integer.sqrt().into())),
        Err(_) => Err(vm.value_error("isqrt() argument must be nonnegative")),
    }
}

fn factorial(vm: &mut Vm, args: Args) -> Res {
    let integer = vm.index_integer(args.get(vm, 0))?;
    if integer < IBig::ZERO {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    let Ok(n) = i64::try_from(&integer) else {
        return Err(vm.overflow_error("factorial() argument should not exceed 9223372036854775807"));
    };
    let n = n.unsigned_abs();
    charge(vm, n, n)?;
    let result = if n < 2 { UBig::ONE } else { product(2, n) };
    Ok(vm.heap.integer(result.into()))
}

/// The product of all ints from `first` to `last`, by halves: the factors stay of one size.
fn product(first: u64, last: u64) -> UBig {
    if last - first < 8 {
        return (first..=last).fold(UBig::ONE, |product, factor| product * factor);
    }
    let middle = first + (last - first) / 2;
    product(first, middle) * product(middle + 1, last)
}

/// Refuses and charges what multiplies `count` factors up to `largest`.
fn charge(vm: &mut Vm, largest: u64, count: u64) -> Result<(), Raised> {
    let bits = u128::from(64 - largest.leading_zeros()) * u128::from(count);
    if bits > u128::from(MOST_BITS) {
        return Err(vm.memory_error(""));
    }
    let bytes = (bits / 8) as usize;
    vm.check_size(bytes)?;
    vm.charge_product(bytes, integer::work(bytes / 8, bytes / 8))
}

/// `n` and `k` of perm and comb.
fn choice(vm: &mut Vm, args: Args) -> Res<(UBig, Option<UBig>)> {
    let n = vm.index_integer(args.get(vm, 0))?;
    let k = match args.opt(vm, 1).filter(|k| !k.is_none()) {
        Some(k) => Some(vm.index_integer(k)?),
        None => None,
    };
    let Ok(n) = UBig::try_from(n) else {
        return Err(vm.value_error("n must be a non-negative integer"));
    };
    match k.map(UBig::try_from) {
        None => Ok((n, None)),
        Some(Ok(k)) => Ok((n, Some(k))),
        Some(Err(_)) => Err(vm.value_error("k must be a non-negative integer")),
    }
}

fn perm(vm: &mut Vm, args: Args) -> Res {
    if args.opt(vm, 1).is_none_or(Value::is_none) {
        return factorial(vm, args);
    }
    let (n, k) = choice(vm, args)?;
    let k = k.unwrap_or_default();
    if k > n {
        return Ok(Value::small(0));
    }
    let Some(k) = small_count(&k) else {
        return Err(vm.overflow_error("k must not exceed 9223372036854775807"));
    };
    charge_falling(vm, &n, k)?;
    let result = falling(&n, 0, k);
    Ok(vm.heap.integer(result.into()))
}

fn comb(vm: &mut Vm, args: Args) -> Res {
    let k = args.get(vm, 1);
    if k.is_none() {
        vm.index_integer(args.get(vm, 0))?;
        return Err(vm.type_error_of(k, "object cannot be interpreted as an integer"));
    }
    let (n, k) = choice(vm, args)?;
    let k = k.unwrap_or_default();
    if k > n {
        return Ok(Value::small(0));
    }
    let other = &n - &k;
    let Some(k) = small_count(&k.min(other)) else {
        return Err(vm.overflow_error("min(n - k, k) must not exceed 9223372036854775807"));
    };
    charge_falling(vm, &n, k)?;
    let result = if k == 0 { UBig::ONE } else { falling(&n, 0, k) / product(1, k) };
    Ok(vm.heap.integer(result.into()))
}

fn small_count(k: &UBig) -> Option<u64> {
    i64::try_from(k).ok().map(i64::unsigned_abs)
}

fn charge_falling(vm: &mut Vm, n: &UBig, k: u64) -> Result<(), Raised> {
    let bits = n.bit_len() as u64;
    if u128::from(bits) * u128::from(k) > u128::from(MOST_BITS) {
        return Err(vm.memory_error(""));
    }
    let bytes = (bits * k / 8) as usize;
    vm.check_size(bytes)?;
    vm.charge_product(bytes, integer::work(bytes / 8, bytes / 8))
}

/// The product of `n - from`, `n - from - 1`, ... of `count` factors, by halves.
fn falling(n: &UBig, from: u64, count: u64) -> UBig {
    if count < 8 {
        return (from..from + count).fold(UBig::ONE, |product, step| product * (n - step));
    }
    let half = count / 2;
    falling(n, from, half) * falling(n, from + half, count - half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_by_halves_are_factorials() {
        assert_eq!(product(2, 20), UBig::from(2_432_902_008_176_640_000u64));
        assert_eq!(falling(&UBig::from(20u8), 0, 20), product(2, 20));
        assert_eq!(falling(&UBig::from(10u8), 0, 3), UBig::from(720u16));
    }
}
