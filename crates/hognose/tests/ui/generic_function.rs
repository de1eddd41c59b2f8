//! Scripts give concrete values.
#[hognose::function]
fn first<T>(items: Vec<T>) -> usize {
    items.len()
}

fn main() {}
