//! What does not wait needs the machine.
#[hognose::interface]
trait Plugin {
    fn name(&self) -> hognose::Result<String>;
}

fn main() {}
