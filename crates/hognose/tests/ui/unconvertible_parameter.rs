//! A parameter's type must be one that a script's value can become.
struct Opaque;

#[hognose::function]
fn take(value: Opaque) -> i64 {
    let _ = value;
    0
}

fn main() {}
