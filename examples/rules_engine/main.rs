//! A rules engine: the rules are a module that can be exchanged while the service runs. Its state is kept, and rules that do
//! not compile change nothing.
//!
//! Run it with `cargo run -p hognose-examples --bin rules_engine`.

use hognose::{Capabilities, Engine, ErrorKind, FileLoader, FromValue, IntoValue, Limits, MemoryFiles, Result, Vm};
use std::error::Error;

/// A dict for the rules.
#[derive(IntoValue)]
struct Order {
    article: &'static str,
    count: i64,
    price: i64,
}

/// A dict of the rules'.
#[derive(FromValue)]
struct Decision {
    price: i64,
    why: String,
    orders: i64,
}

/// What rules may use for one order.
const FUEL: u64 = 10_000;

async fn decide(vm: &mut Vm, order: Order) -> Result<Decision> {
    let decision = vm.caller().call("decide", (order,)).fuel(FUEL);
    vm.run_until(decision).await
}

/// Takes up new rules if they are any good.
async fn reload(vm: &mut Vm) -> Result<()> {
    match vm.reload("rules").await {
        Ok(()) => println!("new rules"),
        // The old rules go on; whoever wrote the new ones is told where they are wrong.
        Err(error) if error.kind() == ErrorKind::Exception => println!("the rules stay as they are: {error}"),
        Err(error) => return Err(error),
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    // A service would have a folder here, `Directory::new("rules")?.read_only()`, and watch it.
    let folder = MemoryFiles::new();
    let days = [include_str!("monday.py"), include_str!("tuesday.py"), include_str!("wednesday.py")];
    folder.write("rules.py", days[0])?;

    let engine = Engine::builder().build()?;
    let capabilities = Capabilities::none().modules(FileLoader::new(folder.clone()));
    let mut vm = engine.vm_with(Limits::default().memory(16 << 20), capabilities)?;
    hognose::block_on(async {
        vm.run(&engine.compile("till.py", include_str!("till.py"))?).await?;
        for (day, rules) in days.into_iter().enumerate() {
            if day > 0 {
                folder.write("rules.py", rules)?;
                reload(&mut vm).await?;
            }
            for (article, count, price) in [("apple", 2, 30), ("egg", 12, 20)] {
                let Decision { price, why, orders } = decide(&mut vm, Order { article, count, price }).await?;
                println!("order {orders}, {count} x {article}: {price}, {why}");
            }
        }
        Ok(())
    })
}
