//! A value of one machine is none of another.
fn main() {
    let engine = hognose::Engine::builder().build().unwrap();
    let mut one = engine.vm(hognose::Limits::default()).unwrap();
    let mut two = engine.vm(hognose::Limits::default()).unwrap();
    one.with(|first| {
        let value = first.global("name").unwrap();
        two.with(|second| second.root(value));
    });
}
