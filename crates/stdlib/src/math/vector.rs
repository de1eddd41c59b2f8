//! `hypot` and `dist`: the length of a vector to the last digit, by sums and products whose rounding errors are kept.

use crate::convert::refuse_keywords;
use hognose_runtime::native::function;
use hognose_runtime::{Args, NativeDef, Res, Signature, Value, Vm};

pub static FUNCTIONS: &[NativeDef] =
    &[function("dist", dist, Signature::Range(2, 2)), function("hypot", hypot, Signature::Any)];

/// A float and the rounding error that it lacks.
#[derive(Clone, Copy, Debug)]
pub struct Double {
    pub high: f64,
    pub low: f64,
}

/// `a + b` exactly (Knuth).
pub fn two_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    let c = high - a;
    Double { high, low: (a - (high - c)) + (b - c) }
}

/// `a + b` exactly when `a` is not the smaller (Dekker).
fn fast_two_sum(a: f64, b: f64) -> Double {
    let high = a + b;
    Double { high, low: (a - high) + b }
}

/// `a * b` exactly.
pub fn two_product(a: f64, b: f64) -> Double {
    let high = a * b;
    Double { high, low: a.mul_add(b, -high) }
}

fn hypot(vm: &mut Vm, args: Args) -> Res {
    refuse_keywords(vm, args, "math.hypot")?;
    let mut coordinates = Vec::new();
    for index in 0..args.count {
        coordinates.push(vm.real(args.get(vm, index))?.abs());
    }
    Ok(Value::float(norm(&mut coordinates)))
}

fn dist(vm: &mut Vm, args: Args) -> Res {
    let (p, q) = (args.get(vm, 0), args.get(vm, 1));
    let (plain_p, plain_q) = (vm.heap.plain(p), vm.heap.plain(q));
    // Copies of both, and the coordinates, of which a copy grows and is sorted.
    vm.check_size(vm.size_of(plain_p).saturating_add(vm.size_of(plain_q)).saturating_mul(3))?;
    let (Some(left), Some(right)) = (vm.heap.tuple(plain_p).cloned(), vm.heap.tuple(plain_q).cloned()) else {
        return vm.tail_module("_math", "dist", &[p, q]);
    };
    if left.len() != right.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    vm.charge_fuel(left.len())?;
    let mut coordinates = Vec::new();
    for (a, b) in left.iter().zip(&right) {
        let x = vm.real(*a)?;
        let y = vm.real(*b)?;
        coordinates.push((x - y).abs());
    }
    Ok(Value::float(norm(&mut coordinates)))
}

/// The root of the sum of squares: scaled by a power of two, summed with all rounding errors, and corrected by one step of
/// Newton's.
fn norm(coordinates: &mut [f64]) -> f64 {
    let largest = coordinates.iter().copied().filter(|x| !x.is_nan()).fold(0.0, f64::max);
    if largest.is_infinite() {
        return largest;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if largest == 0.0 || coordinates.len() <= 1 {
        return largest;
    }
    let (_, exponent) = libm::frexp(largest);
    if exponent < -1023 {
        // A subnormal scale would lose digits.
        for x in coordinates.iter_mut() {
            *x /= f64::MIN_POSITIVE;
        }
        return f64::MIN_POSITIVE * norm(coordinates);
    }
    let scale = libm::ldexp(1.0, -exponent);
    let (mut sum, mut errors_of_sums, mut errors_of_squares) = (1.0, 0.0, 0.0);
    for x in coordinates.iter().map(|x| x * scale) {
        let square = two_product(x, x);
        let next = fast_two_sum(sum, square.high);
        sum = next.high;
        errors_of_sums += next.low;
        errors_of_squares += square.low;
    }
    let mut root = (sum - 1.0 + (errors_of_sums + errors_of_squares)).sqrt();
    let square = two_product(-root, root);
    let next = fast_two_sum(sum, square.high);
    errors_of_sums += next.low;
    errors_of_squares += square.low;
    let miss = next.high - 1.0 + (errors_of_sums + errors_of_squares);
    root += miss / (2.0 * root);
    root / scale
}

#[cfg(test)]
mod tests {
    use super::norm;

    #[test]
    fn lengths_are_exact_where_they_can_be() {
        assert_eq!(norm(&mut [3.0, 4.0]), 5.0);
        assert_eq!(norm(&mut [5e-324, 5e-324]), 5e-324);
        assert_eq!(norm(&mut [1e300, 1e300]), 1.4142135623730952e300);
        assert_eq!(norm(&mut [f64::NAN, f64::INFINITY]), f64::INFINITY);
    }
}
