//! The inbox of a machine: what those who do not hold it ask for, behind one lock that is never held while a job, a waker or
//! somebody's Drop runs. What comes in while the driver works wakes it; what comes in after the end is handed back.

use crate::sync::{Mutex, MutexGuard};
use hognose_runtime::host::Interrupt;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::Waker;

/// What came in, and who is to be told of more. `J` is a job.
pub(crate) struct Inbox<J> {
    state: Mutex<State<J>>,
    /// The machine's `entered`.
    entered: OnceLock<Arc<AtomicUsize>>,
}

struct State<J> {
    jobs: VecDeque<J>,
    /// Jobs that may wait.
    capacity: usize,
    /// Calls that have begun and are not answered, and how many may be.
    calls: usize,
    most_calls: usize,
    /// Slots of handles that were dropped.
    unrooted: Vec<u32>,
    /// Host futures that can be polled.
    woken: Vec<u64>,
    driver: Option<Waker>,
    remotes: usize,
    closed: bool,
    /// Ends the running script at its next safepoint.
    interrupt: Interrupt,
}

/// What came in since the driver looked last.
pub(crate) struct Mail<J> {
    pub(crate) jobs: VecDeque<J>,
    pub(crate) unrooted: Vec<u32>,
    pub(crate) woken: Vec<u64>,
}

/// A job that was not taken.
#[derive(Debug)]
pub(crate) enum Refused<J> {
    /// As many wait as may: so many.
    Full(J, usize),
    /// The machine is gone.
    Closed(J),
}

impl<J> std::fmt::Debug for Inbox<J> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Inbox")
    }
}

impl<J> Inbox<J> {
    /// An empty inbox in which so many jobs may wait, of a machine that may be asked for so many things at one time.
    pub(crate) fn new(capacity: usize, most_calls: usize) -> Inbox<J> {
        Inbox {
            entered: OnceLock::new(),
            state: Mutex::new(State {
                jobs: VecDeque::new(),
                capacity,
                calls: 0,
                most_calls,
                unrooted: Vec::new(),
                woken: Vec::new(),
                driver: None,
                remotes: 0,
                closed: false,
                interrupt: Interrupt::default(),
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<J>> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The inbox is told where the machine notes the thread on which host code is inside of it.
    pub(crate) fn note_entered(&self, entered: Arc<AtomicUsize>) {
        let _ = self.entered.set(entered);
    }

    /// Whether host code is inside of the machine on the thread of that number.
    pub(crate) fn is_entered_by(&self, thread: usize) -> bool {
        self.entered.get().is_some_and(|entered| entered.load(Ordering::Relaxed) == thread)
    }

    /// Puts something into the inbox and wakes the driver.
    fn deliver<R>(&self, put: impl FnOnce(&mut State<J>) -> R) -> R {
        let (result, driver) = {
            let mut state = self.lock();
            let result = put(&mut state);
            (result, state.driver.take())
        };
        if let Some(driver) = driver {
            driver.wake();
        }
        result
    }

    /// Asks for something to be done.
    pub(crate) fn push(&self, job: J) -> Result<(), Refused<J>> {
        self.deliver(|state| if state.jobs.len() < state.capacity { state.push(job) } else { state.refuse(job) })
    }

    /// The same however many wait: for what lets go of something.
    pub(crate) fn push_always(&self, job: J) -> Result<(), Refused<J>> {
        self.deliver(|state| state.push(job))
    }

    /// Begins a call, unless as many are under way as may be: so many.
    pub(crate) fn begin_call(&self) -> Result<(), usize> {
        let mut state = self.lock();
        if state.calls >= state.most_calls {
            return Err(state.most_calls);
        }
        state.calls += 1;
        Ok(())
    }

    /// A call that was begun has its answer, or needs none.
    pub(crate) fn end_call(&self) {
        self.lock().calls -= 1;
    }

    /// Jobs that wait, and calls that are not answered.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let state = self.lock();
        (state.jobs.len(), state.calls)
    }

    /// A host future can go on.
    pub(crate) fn wake(&self, future: u64) {
        self.deliver(|state| {
            if !state.closed {
                state.woken.push(future);
            }
        });
    }

    /// A handle was dropped. The driver need not know before it has other things to do.
    pub(crate) fn unroot(&self, slot: u32) {
        let mut state = self.lock();
        if !state.closed {
            state.unrooted.push(slot);
        }
    }

    /// What came in; whoever drives is woken by what comes next.
    pub(crate) fn take(&self, driver: &Waker) -> Mail<J> {
        let driver = driver.clone();
        let (previous, mail) = {
            let mut state = self.lock();
            let previous = state.driver.replace(driver);
            let mail = Mail {
                jobs: std::mem::take(&mut state.jobs),
                unrooted: std::mem::take(&mut state.unrooted),
                woken: std::mem::take(&mut state.woken),
            };
            (previous, mail)
        };
        drop(previous);
        mail
    }

    /// The slots of dropped handles.
    pub(crate) fn take_unrooted(&self) -> Vec<u32> {
        std::mem::take(&mut self.lock().unrooted)
    }

    /// One remote more.
    pub(crate) fn add_remote(&self) {
        self.lock().remotes += 1;
    }

    /// One remote less. The driver looks whether it was the last.
    pub(crate) fn drop_remote(&self) {
        self.deliver(|state| state.remotes -= 1);
    }

    /// Whether nothing has come in that the driver has not seen.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// The same, and nobody is left who is counted and could ask for something: the driver may end. What is asked for
    /// before the last remote is dropped has come in by then.
    pub(crate) fn is_deserted(&self) -> bool {
        let state = self.lock();
        state.remotes == 0 && state.is_empty()
    }

    /// Ends the running script at its next safepoint.
    pub(crate) fn interrupt(&self) {
        self.deliver(|state| state.interrupt.end());
    }

    /// What does so.
    pub(crate) fn set_interrupt(&self, interrupt: Interrupt) {
        self.lock().interrupt = interrupt;
    }

    /// The machine is gone. Jobs are dropped, and refused from now on: whoever waits for their answers gets `Closed`.
    pub(crate) fn close(&self) {
        let left = {
            let mut state = self.lock();
            state.closed = true;
            (std::mem::take(&mut state.jobs), state.driver.take())
        };
        drop(left);
    }
}

impl<J> State<J> {
    fn push(&mut self, job: J) -> Result<(), Refused<J>> {
        if self.closed {
            return Err(Refused::Closed(job));
        }
        self.jobs.push_back(job);
        Ok(())
    }

    fn refuse(&self, job: J) -> Result<(), Refused<J>> {
        Err(if self.closed { Refused::Closed(job) } else { Refused::Full(job, self.capacity) })
    }

    fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.woken.is_empty()
    }
}
