//! A stream processor: two async generators of one virtual machine are driven at once, each awaits a function of the host's,
//! and what they yield is merged in the order in which it comes.
//!
//! Run it with `cargo run -p hognose-examples --bin stream`.

use futures_util::{TryStreamExt, stream};
use hognose::{AsyncGenerator, Engine, FromValue, Limits, Module, Result};

/// What a script yields: a dict there, a struct here.
#[derive(FromValue)]
struct Reading {
    sensor: String,
    value: i64,
    alarm: bool,
}

/// The next value of a sensor; the one in the south is slow.
#[hognose::function]
async fn read(name: String, #[keyword] index: i64) -> i64 {
    // A host with a network would wait for it here; this one lets others have a turn.
    for _ in 0..if name == "north" { 1 } else { 4 } {
        tokio::task::yield_now().await;
    }
    (name.len() as i64) * (index + 1)
}

#[tokio::main]
async fn main() -> Result<()> {
    let engine = Engine::builder().module(Module::new("sensors").define(read::definition())).build()?;
    let program = engine.compile("readings.py", include_str!("readings.py"))?;
    let mut vm = engine.vm(Limits::default().memory(16 << 20).fuel(10_000_000))?;
    vm.run(&program).await?;
    let north: AsyncGenerator<Reading> = vm.call("readings", ("north", 7)).await?;
    let south: AsyncGenerator<Reading> = vm.call("readings", ("south-east", 12)).await?;
    vm.run_until(async {
        let mut readings = stream::select(north, south);
        while let Some(Reading { sensor, value, alarm }) = readings.try_next().await? {
            println!("{sensor}: {value}{}", if alarm { " ALARM" } else { "" });
        }
        Ok(())
    })
    .await
}
