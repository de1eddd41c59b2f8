//! Two parameters cannot both take all further arguments.

#[hognose::function]
fn sum(#[rest] numbers: Vec<i64>, #[rest] others: Vec<i64>) -> i64 {
    numbers.iter().chain(&others).sum()
}

fn main() {}
