//! The smallest host: it compiles a script, drives its async generator with values of its own, and prints the answers.
//!
//! Run it with `cargo run -p hognose-examples --bin embed`.

use hognose::{AsyncGenerator, Engine, Error, Limits, Result};

type Receipt = (String, i64);
type Order = (String, i64);

fn main() -> Result<()> {
    hognose::block_on(async {
        let engine = Engine::builder().build()?;
        let program = engine.compile("orders.py", include_str!("orders.py"))?;
        let mut vm = engine.vm(Limits::default().fuel(1 << 40))?;
        vm.run(&program).await?;

        let stock = vec![("apple".to_string(), 10), ("pear".to_string(), 2), ("kiwi".to_string(), 1)];
        let mut orders: AsyncGenerator<Receipt, Order> = vm.call("orders", (stock,)).await?;
        let receipts = vm.run_until(serve(&mut orders)).await?;
        let total: i64 = vm.call("total", (receipts,)).await?;
        println!("earned {total}");

        // The script's exceptions are Rust errors in owned text.
        let error = vm.call::<i64>("price", ("plum",)).await.err();
        println!("{}", error.map_or("no error".to_string(), |error: Error| error.to_string()));
        Ok(())
    })
}

/// Sends orders and collects the receipts; the generator ends when it is asked for what it has no price for.
async fn serve(orders: &mut AsyncGenerator<Receipt, Order>) -> Result<Vec<Receipt>> {
    let mut receipts = Vec::new();
    if let Some((word, count)) = orders.anext().await? {
        println!("{word}, {count} in stock");
    }
    for (item, count) in [("apple", 3), ("pear", 1), ("pear", 2), ("apple", 7), ("kiwi", 1), ("apple", 1)] {
        match orders.asend((item.to_string(), count)).await? {
            Some((text, amount)) => {
                println!("{item} x {count}: {text}, {amount}");
                receipts.push((text, amount));
            }
            None => {
                println!("{item} x {count}: closed");
                break;
            }
        }
    }
    Ok(receipts)
}
