//! Wakes a driver after a time, whatever executor it runs on: one thread for the whole process, begun when it is needed.

use crate::border::lock;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::{Condvar, Mutex, OnceLock};
use std::task::Waker;
use std::time::{Duration, Instant};

struct Alarm {
    due: Instant,
    waker: Waker,
}

impl PartialEq for Alarm {
    fn eq(&self, other: &Alarm) -> bool {
        self.due == other.due
    }
}

impl Eq for Alarm {}

impl PartialOrd for Alarm {
    fn partial_cmp(&self, other: &Alarm) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Alarm {
    /// The earliest is the greatest: a heap gives that first.
    fn cmp(&self, other: &Alarm) -> Ordering {
        other.due.cmp(&self.due)
    }
}

#[derive(Default)]
struct Alarms {
    heap: Mutex<BinaryHeap<Alarm>>,
    changed: Condvar,
}

static ALARMS: OnceLock<Alarms> = OnceLock::new();

/// Wakes `waker` after that time.
pub(crate) fn wake_after(time: Duration, waker: Waker) {
    let Some(due) = Instant::now().checked_add(time) else { return };
    let mut is_new = false;
    let alarms = ALARMS.get_or_init(|| {
        is_new = true;
        Alarms::default()
    });
    if is_new {
        let thread = std::thread::Builder::new().name("hognose timers".to_string());
        if thread.spawn(move || run(alarms)).is_err() {
            // No thread can be had: the driver has to look again and again.
            waker.wake();
            return;
        }
    }
    lock(&alarms.heap).push(Alarm { due, waker });
    alarms.changed.notify_one();
}

fn run(alarms: &Alarms) {
    let mut heap = lock(&alarms.heap);
    loop {
        let now = Instant::now();
        let due = heap.peek().map(|alarm| alarm.due.saturating_duration_since(now));
        heap = match due {
            None => alarms.changed.wait(heap).unwrap_or_else(std::sync::PoisonError::into_inner),
            Some(Duration::ZERO) => {
                let alarm = heap.pop();
                drop(heap);
                if let Some(alarm) = alarm {
                    alarm.waker.wake();
                }
                lock(&alarms.heap)
            }
            Some(left) => {
                let waited = alarms.changed.wait_timeout(heap, left);
                waited.unwrap_or_else(std::sync::PoisonError::into_inner).0
            }
        };
    }
}
