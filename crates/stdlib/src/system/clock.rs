//! The system's clocks.

use super::alarm::Alarm;
use hognose_runtime::host::Clock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Waker;
use std::time::{Duration, Instant, SystemTime};

/// How long a sleep goes on before it looks for an interrupt.
const NAP: Duration = Duration::from_millis(20);

/// Real time, and the system's date. Whatever executor drives a machine, its timers are kept by one thread of the process,
/// which is begun with the first of them. `time.sleep` suspends the machine; only inside of a built-in
/// (the `key` of a sort, say) it blocks the thread that runs the script.
#[derive(Debug)]
pub struct SystemClock {
    start: Instant,
    alarm: Alarm,
}

impl SystemClock {
    /// A clock whose monotonic time begins now.
    pub fn new() -> SystemClock {
        SystemClock { start: Instant::now(), alarm: Alarm::default() }
    }
}

impl Default for SystemClock {
    fn default() -> SystemClock {
        SystemClock::new()
    }
}

impl Clock for SystemClock {
    fn wall(&self) -> Option<Duration> {
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&mut self, time: Duration, interrupt: &AtomicBool) {
        let start = Instant::now();
        while !interrupt.load(Ordering::Relaxed) {
            let left = time.saturating_sub(start.elapsed());
            if left.is_zero() {
                return;
            }
            std::thread::sleep(left.min(NAP));
        }
    }

    fn wake_after(&mut self, time: Duration, waker: &Waker) {
        self.alarm.set(time, waker);
    }

    fn process_time(&self) -> Duration {
        process_time().unwrap_or_else(|| self.start.elapsed())
    }
}

/// User and system time of this process, as Linux tells it.
fn process_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may hold spaces; the times are fields 14 and 15, in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}
