//! A Rust host with a stream processor: two async generators of one script are driven at once, each awaits a function of the
//! host's, and what they yield is merged in the order in which it comes.
//!
//! Run it with `cargo run -p hognose --example stream`.

use hognose::{AsyncGenerator, Engine, FromValue, Limits, Module, Result};
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

const SCRIPT: &str = r#"
import sensors


async def readings(name, limit):
    async for value in values(name):
        if value > limit:
            yield {"sensor": name, "value": value, "alarm": value > 2 * limit}


async def values(name):
    for index in range(4):
        yield await sensors.read(name, index=index)
"#;

/// What a script yields: a dict there, a struct here.
#[derive(Debug, FromValue)]
struct Reading {
    sensor: String,
    value: i64,
    alarm: bool,
}

/// The next value of a sensor.
#[hognose::function]
async fn read(name: String, #[keyword] index: i64) -> i64 {
    // A host with a network would wait for it here; this one lets others have a turn.
    let mut turns = if name == "north" { 1 } else { 2 };
    poll_fn(|context: &mut Context<'_>| {
        context.waker().wake_by_ref();
        turns -= 1;
        if turns < 0 { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (name.len() as i64) * (index + 1)
}

fn main() -> Result<()> {
    let engine = Engine::builder().module(Module::new("sensors").define(read::definition())).build()?;
    let program = engine.compile("readings.py", SCRIPT)?;
    hognose::block_on(async {
        let mut vm = engine.vm(Limits::default().memory(16 << 20).fuel(10_000_000))?;
        vm.run(&program).await?;
        let mut north: AsyncGenerator<Reading> = vm.call("readings", ("north", 7)).await?;
        let mut south: AsyncGenerator<Reading> = vm.call("readings", ("south-east", 12)).await?;
        vm.run_until(async {
            let (mut north, mut south) = (pin!(all("north", &mut north)), pin!(all("south", &mut south)));
            let (mut first, mut second) = (None, None);
            poll_fn(|context| join(&mut first, north.as_mut(), &mut second, south.as_mut(), context)).await;
            for readings in [first, second].into_iter().flatten() {
                println!("{} readings", readings?);
            }
            Ok(())
        })
        .await
    })
}

/// Prints all readings of a generator; the answer is how many there were.
async fn all(side: &str, readings: &mut AsyncGenerator<Reading>) -> Result<usize> {
    let mut count = 0;
    while let Some(Reading { sensor, value, alarm }) = readings.anext().await? {
        println!("{side}: {sensor} {value}{}", if alarm { " ALARM" } else { "" });
        count += 1;
    }
    Ok(count)
}

/// Polls two futures until both are done.
fn join<F: Future, G: Future>(
    first: &mut Option<F::Output>,
    one: Pin<&mut F>,
    second: &mut Option<G::Output>,
    other: Pin<&mut G>,
    context: &mut Context<'_>,
) -> Poll<()> {
    if first.is_none()
        && let Poll::Ready(output) = one.poll(context)
    {
        *first = Some(output);
    }
    if second.is_none()
        && let Poll::Ready(output) = other.poll(context)
    {
        *second = Some(output);
    }
    if first.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
}
