//! What scripts hold is shared between threads.
struct Shared(std::rc::Rc<i64>);

#[hognose::class]
impl Shared {
    fn value(&self) -> i64 {
        *self.0
    }
}

fn main() {}
