//! The collector must be able to look into every field.
struct Foreign;

#[derive(hognose::Trace)]
struct Node {
    next: Option<hognose::Traced>,
    foreign: Foreign,
}

fn main() {}
