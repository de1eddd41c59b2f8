//! Sums and products over iterables: exact for ints, correctly rounded for floats where CPython's are.

use super::vector::{Double, two_product, two_sum};
use dashu_int::IBig;
use hognose_runtime::native::function;
use hognose_runtime::number::integer;
use hognose_runtime::{Args, NativeDef, Raised, Res, Signature, Value, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    function("fsum", fsum, Signature::One),
    function(
        "prod",
        prod,
        Signature::Named { names: &["iterable", "start"], positional_only: 1, required: 1, keyword_only: 1 },
    ),
    function("sumprod", sumprod, Signature::Range(2, 2)),
];

/// The items of a built-in iterable as numbers of plain built-in types; None when script code is needed.
fn plain_numbers(vm: &mut Vm, iterable: Value) -> Res<Option<Vec<Value>>> {
    let Some(items) = vm.native_items(iterable) else { return Ok(None) };
    let items: Vec<Value> = items?.into_iter().collect();
    vm.charge_fuel(items.len())?;
    Ok(items.iter().all(|item| item.is_float() || is_plain(vm, *item)).then_some(items))
}

fn is_plain(vm: &Vm, value: Value) -> bool {
    vm.is_integer(value) && vm.heap.instance(value).is_none()
}

fn fsum(vm: &mut Vm, args: Args) -> Res {
    let iterable = args.get(vm, 0);
    let Some(items) = vm.native_items(iterable) else { return vm.tail_module("_math", "fsum", &[iterable]) };
    let items: Vec<Value> = items?.into_iter().collect();
    vm.charge_fuel(items.len())?;
    let mark = vm.roots.len();
    vm.roots.extend_from_slice(&items);
    let numbers: Res<Vec<f64>> = items.iter().map(|item| vm.real(*item)).collect();
    vm.roots.truncate(mark);
    match exact_sum(&numbers?) {
        Ok(sum) => Ok(Value::float(sum)),
        Err(SumFault::Overflow) => Err(vm.overflow_error("intermediate overflow in fsum")),
        Err(SumFault::Infinities) => Err(vm.value_error("-inf + inf in fsum")),
    }
}

#[derive(Debug)]
enum SumFault {
    Overflow,
    Infinities,
}

/// Shewchuk's algorithm: the sum so far is kept exactly, as parts that do not overlap, the smallest first.
fn exact_sum(numbers: &[f64]) -> Result<f64, SumFault> {
    let mut parts: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    for number in numbers {
        let mut x = *number;
        let mut kept = 0;
        for index in 0..parts.len() {
            let Double { high, low } = two_sum(x, parts[index]);
            if low != 0.0 {
                parts[kept] = low;
                kept += 1;
            }
            x = high;
        }
        parts.truncate(kept);
        if x == 0.0 {
            continue;
        }
        if x.is_finite() {
            parts.push(x);
            continue;
        }
        if number.is_finite() {
            return Err(SumFault::Overflow);
        }
        if number.is_infinite() {
            infinities += number;
        }
        special += number;
        parts.clear();
    }
    if special != 0.0 || special.is_nan() {
        return if f64::is_nan(infinities) { Err(SumFault::Infinities) } else { Ok(special) };
    }
    Ok(rounded_sum(&parts))
}

/// The sum of parts that do not overlap, rounded half to even.
fn rounded_sum(parts: &[f64]) -> f64 {
    let mut rest = parts.iter().rev().copied();
    let Some(mut sum) = rest.next() else { return 0.0 };
    while let Some(part) = rest.next() {
        let Double { high, low } = two_sum(sum, part);
        sum = high;
        if low != 0.0 {
            // Exactly half a unit lost, and something beyond it on the same side: round away.
            let beyond = rest.next().unwrap_or(0.0);
            if (low < 0.0 && beyond < 0.0) || (low > 0.0 && beyond > 0.0) {
                let twice = low * 2.0;
                let moved = sum + twice;
                if twice == moved - sum {
                    sum = moved;
                }
            }
            break;
        }
    }
    sum
}

fn prod(vm: &mut Vm, args: Args) -> Res {
    let iterable = args.get(vm, 0);
    let start = args.opt(vm, 1).unwrap_or(Value::small(1));
    let plain_start = start.is_float() || is_plain(vm, start);
    let numbers = if plain_start { plain_numbers(vm, iterable)? } else { None };
    let Some(numbers) = numbers else { return vm.tail_module("_math", "prod", &[iterable, start]) };
    let mut numbers = numbers.into_iter().peekable();
    let mut product = start;
    if let Some(mut exact) = vm.heap.as_integer(start).filter(|_| numbers.peek().is_some()) {
        while let Some(number) = numbers.next_if(|number| !number.is_float()) {
            let next = vm.heap.as_integer(number).unwrap_or_default();
            exact = multiply(vm, exact, next)?;
        }
        product = vm.heap.integer(exact);
    }
    for number in numbers {
        product = Value::float(vm.real(product)? * vm.real(number)?);
    }
    Ok(product)
}

fn multiply(vm: &mut Vm, a: IBig, b: IBig) -> Res<IBig> {
    let bits = integer::magnitude_bits(&a) + integer::magnitude_bits(&b);
    let work = vm.number_result(integer::check_product(&a, &b))?;
    vm.charge_product(bits / 8, work)?;
    let product = a * b;
    vm.check_bits(integer::magnitude_bits(&product))?;
    Ok(product)
}

/// Adds the product of two plain ints.
fn add_product(vm: &mut Vm, total: &mut IBig, a: Value, b: Value) -> Res<()> {
    let (a, b) = (vm.heap.as_integer(a).unwrap_or_default(), vm.heap.as_integer(b).unwrap_or_default());
    *total += multiply(vm, a, b)?;
    vm.check_bits(integer::magnitude_bits(total))
}

fn sumprod(vm: &mut Vm, args: Args) -> Res {
    let (p, q) = (args.get(vm, 0), args.get(vm, 1));
    let left = plain_numbers(vm, p)?;
    let right = plain_numbers(vm, q)?;
    let (Some(left), Some(right)) = (left, right) else { return vm.tail_module("_math", "sumprod", &[p, q]) };
    if left.len() != right.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    let pairs: Vec<(Value, Value)> = left.into_iter().zip(right).collect();
    if pairs.iter().any(|(a, b)| a.is_float() || b.is_float()) {
        return float_sumprod(vm, &pairs);
    }
    let mut total = IBig::ZERO;
    for (a, b) in pairs {
        add_product(vm, &mut total, a, b)?;
    }
    Ok(vm.heap.integer(total))
}

/// A sum of products kept in three floats. Ints before the first float are summed exactly and added at the end.
fn float_sumprod(vm: &mut Vm, pairs: &[(Value, Value)]) -> Res {
    let (mut high, mut low, mut tiny) = (0.0f64, 0.0f64, 0.0f64);
    let mut exact = IBig::ZERO;
    for (a, b) in pairs {
        if !a.is_float() && !b.is_float() {
            add_product(vm, &mut exact, *a, *b)?;
            continue;
        }
        let (x, y) = (vm.real(*a)?, vm.real(*b)?);
        let product = two_product(x, y);
        let sum = two_sum(high, product.high);
        let rest = two_sum(low, product.low);
        let last = two_sum(rest.high, sum.low);
        high = sum.high;
        low = last.high;
        tiny += rest.low + last.low;
    }
    let integers = exact_float(vm, &exact)?;
    let floats = combine(high, low, tiny);
    Ok(Value::float(integers + floats))
}

fn combine(high: f64, low: f64, tiny: f64) -> f64 {
    if !high.is_finite() {
        return high;
    }
    let last = two_sum(high, low);
    tiny + last.low + last.high
}

fn exact_float(vm: &mut Vm, integer: &IBig) -> Result<f64, Raised> {
    crate::convert::float_of_integer(vm, integer)
}

#[cfg(test)]
mod tests {
    use super::exact_sum;

    #[test]
    fn sums_are_rounded_once() {
        assert_eq!(exact_sum(&[0.1; 10]).ok(), Some(1.0));
        assert_eq!(exact_sum(&[1e100, 1.0, -1e100]).ok(), Some(1.0));
        assert!(exact_sum(&[f64::INFINITY, f64::NEG_INFINITY]).is_err());
        assert!(exact_sum(&[1e308, 1e308]).is_err());
    }
}
