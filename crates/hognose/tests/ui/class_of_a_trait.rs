//! A class is made of the methods of its own.
struct Account(i64);

#[hognose::class]
impl Drop for Account {
    fn drop(&mut self) {}
}

fn main() {}
