//! A game whose 10,000 actors are coroutines of a script. Each frame the loop moves the script's clock on, lends the world to
//! the script, and lets it work, but not for longer than a frame may take.
//!
//! Run it with `cargo run -p hognose-examples --bin game_loop`.

use hognose::{Call, Capabilities, Context, Engine, Error, Limits, ManualClock, Module, Result, Step, Vm};
use std::time::Duration;

const ACTORS: usize = 10_000;
const FRAMES: u32 = 12;
const FRAME: Duration = Duration::from_millis(20);

/// Work of scripts in one frame: what is left over is done in the next one.
const FUEL_PER_FRAME: u64 = 150_000;
/// Work that one actor may do in its whole life.
const FUEL_PER_ACTOR: u64 = 50_000;

const WIDTH: i64 = 640;
const HEIGHT: i64 = 480;

/// The game's own state. It is lent to the script for a frame; the rest of the time it is the game's alone.
#[derive(Default)]
struct World {
    places: Vec<(i64, i64)>,
}

/// Moves an actor, unless a wall is in its way; the answer is whether it moved.
#[hognose::function]
fn step(cx: &mut Context<'_>, actor: usize, right: i64, down: i64) -> Result<bool> {
    let world = cx.data::<World>().ok_or_else(|| Error::host("actors move during frames only"))?;
    let place = world.places.get_mut(actor).ok_or_else(|| Error::raise("IndexError", "there is no such actor"))?;
    let (x, y) = (place.0 + right, place.1 + down);
    let is_free = (0..WIDTH).contains(&x) && (0..HEIGHT).contains(&y);
    if is_free {
        *place = (x, y);
    }
    Ok(is_free)
}

/// The life of an actor: a call of one of the script's functions.
type Life = Call<Option<String>>;

fn main() -> Result<()> {
    let module = Module::new("world").define(step::definition()).constant("FRAME", FRAME);
    let engine = Engine::builder().module(module).build()?;
    let clock = ManualClock::new();
    let mut vm = engine.vm_with(Limits::default(), Capabilities::none().clock(clock.clone()))?;
    hognose::block_on(vm.run(&engine.compile("actors.py", include_str!("actors.py"))?))?;

    let mut world = World::default();
    let mut lives: Vec<Life> = Vec::new();
    for actor in 0..ACTORS {
        world.places.push((actor as i64 * 7 % WIDTH, actor as i64 * 11 % HEIGHT));
        let what = match actor {
            4711 => "runaway",
            1000 | 2000 => "sleeper",
            _ => "wanderer",
        };
        lives.push(vm.caller().call(what, (actor,)).fuel(FUEL_PER_ACTOR).spawn());
    }
    for frame in 1..=FRAMES {
        clock.advance(FRAME);
        let is_done = vm.lend(&mut world, play)?;
        lives.retain_mut(|life| goes_on(frame, life));
        let late = if is_done { "" } else { ", some of whom have to wait for the next frame" };
        println!("frame {frame}: {} actors{late}", lives.len());
    }
    let sum = world.places.iter().fold((0, 0), |sum, place| (sum.0 + place.0, sum.1 + place.1));
    let (x, y) = (sum.0 / ACTORS as i64, sum.1 / ACTORS as i64);
    println!("the actors stand around {x}, {y}");
    Ok(())
}

/// Lets the actors play for one frame; the answer is whether all have done what they wanted to do.
fn play(vm: &mut Vm) -> Result<bool> {
    let end = vm.usage().fuel + FUEL_PER_FRAME;
    loop {
        // A step goes on until its fuel is spent, or until Rust is to be told of something.
        let left = u32::try_from(end.saturating_sub(vm.usage().fuel)).unwrap_or(u32::MAX);
        if left == 0 {
            return Ok(false);
        }
        if vm.step_with(left)? != Step::Ready {
            return Ok(true);
        }
    }
}

/// Whether an actor lives on; if not, says why.
fn goes_on(frame: u32, life: &mut Life) -> bool {
    match life.try_take() {
        None => return true,
        Some(Ok(words)) => println!("frame {frame}: {}", words.as_deref().unwrap_or("an actor ended")),
        Some(Err(error)) => println!("frame {frame}: an actor is taken out: {error}"),
    }
    false
}
