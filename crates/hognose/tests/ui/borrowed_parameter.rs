//! Scripts' values are owned by the machine.
#[hognose::function]
fn shout(text: &str) -> String {
    text.to_uppercase()
}

fn main() {}
