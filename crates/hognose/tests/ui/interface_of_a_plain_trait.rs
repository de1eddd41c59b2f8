//! A trait is an interface when it says so.
trait Plugin {}

fn main() {
    let engine = hognose::Engine::builder().build().unwrap();
    let mut vm = engine.vm(hognose::Limits::default()).unwrap();
    let _: Box<dyn Plugin> = vm.interface("plugin").unwrap();
}
