//! A machine can move between threads, and the futures that its scripts wait for with it.
use std::rc::Rc;

async fn other() {}

#[hognose::function]
async fn count() -> i64 {
    let shared = Rc::new(1);
    other().await;
    *shared
}

fn main() {}
