//! Variants with fields have no form in a script.
#[derive(hognose::FromValue)]
enum Shape {
    Circle { radius: f64 },
    Point,
}

fn main() {}
