//! Wakes drivers after a time, whatever executor they run on: one thread for the whole process, begun when it is needed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};

/// When, and which alarm: no two are the same.
type Key = (Instant, u64);

#[derive(Default)]
struct Alarms {
    set: Mutex<BTreeMap<Key, Waker>>,
    changed: Condvar,
}

static ALARMS: OnceLock<Alarms> = OnceLock::new();
static NEXT: AtomicU64 = AtomicU64::new(0);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A driver's alarm: it is set for one time at most.
#[derive(Debug, Default)]
pub(crate) struct Alarm {
    key: Option<Key>,
}

impl Alarm {
    /// Wakes `waker` after that time, and not at the time that was set before.
    pub(crate) fn set(&mut self, time: Duration, waker: &Waker) {
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
                waker.wake_by_ref();
                return;
            }
        }
        let key = (due, NEXT.fetch_add(1, Ordering::Relaxed));
        let previous = {
            let mut set = lock(&alarms.set);
            set.insert(key, waker.clone());
            self.key.replace(key).and_then(|previous| set.remove(&previous))
        };
        drop(previous);
        alarms.changed.notify_one();
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if let (Some(key), Some(alarms)) = (self.key, ALARMS.get()) {
            let waker = lock(&alarms.set).remove(&key);
            drop(waker);
        }
    }
}

fn run(alarms: &Alarms) {
    let mut set = lock(&alarms.set);
    loop {
        let due = set.first_key_value().map(|(key, _)| key.0.saturating_duration_since(Instant::now()));
        set = match due {
            None => alarms.changed.wait(set).unwrap_or_else(PoisonError::into_inner),
            Some(Duration::ZERO) => {
                let first = set.pop_first();
                drop(set);
                if let Some((_, waker)) = first {
                    waker.wake();
                }
                lock(&alarms.set)
            }
            Some(left) => alarms.changed.wait_timeout(set, left).unwrap_or_else(PoisonError::into_inner).0,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{ALARMS, Alarm, lock};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, mpsc};
    use std::task::{Wake, Waker};
    use std::time::Duration;

    struct Count(AtomicUsize, mpsc::Sender<()>);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
            let _ = self.1.send(());
        }
    }

    #[test]
    fn an_alarm_that_is_set_anew_rings_once_and_leaves_nothing() {
        let (sender, receiver) = mpsc::channel();
        let count = Arc::new(Count(AtomicUsize::new(0), sender));
        let waker = Waker::from(count.clone());
        let mut alarm = Alarm::default();
        for _ in 0..1000 {
            alarm.set(Duration::from_secs(3600), &waker);
        }
        alarm.set(Duration::from_millis(1), &waker);
        receiver.recv().expect("it rings");
        assert_eq!(count.0.load(Ordering::Relaxed), 1);
        alarm.set(Duration::from_secs(3600), &waker);
        drop(alarm);
        assert!(ALARMS.get().is_some_and(|alarms| lock(&alarms.set).is_empty()));
    }
}
