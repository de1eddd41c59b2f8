//! A method that may not be there has no place in an interface.

#[hognose::interface]
trait Plugin {
    #[cfg(unix)]
    fn name(&self, cx: &mut hognose::Context<'_>) -> hognose::Result<String>;
}

fn main() {}
