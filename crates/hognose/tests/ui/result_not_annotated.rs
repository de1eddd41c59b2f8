//! A call must say what its result is to become.
fn main() {
    let engine = hognose::Engine::builder().build().unwrap();
    let mut vm = engine.vm(hognose::Limits::default()).unwrap();
    let _ = hognose::block_on(vm.call("f", ()));
}
