//! A value does not outlive the moment that it belongs to.
fn main() {
    let engine = hognose::Engine::builder().build().unwrap();
    let mut vm = engine.vm(hognose::Limits::default()).unwrap();
    let value = vm.with(|cx| cx.global("name").unwrap());
    let _ = value;
}
