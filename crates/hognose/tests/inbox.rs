//! The inbox in every order in which threads can come to it: loom's lock takes the place of the standard one.

#[allow(dead_code)]
#[path = "../src/inbox.rs"]
mod inbox;

/// What the inbox takes its lock from.
mod sync {
    pub(crate) use loom::sync::{Mutex, MutexGuard};
}

use inbox::Inbox;
use loom::sync::atomic::AtomicUsize;
use loom::thread;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Poll, Waker};

/// Tries the orders in which no thread is interrupted more often than this outside of its waits.
const INTERRUPTIONS: usize = 3;

fn explore(model: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(INTERRUPTIONS);
    builder.check(model);
}

/// What became of jobs.
#[derive(Default)]
struct Fates {
    done: AtomicUsize,
    dropped: AtomicUsize,
}

/// A job that is done by the driver, or dropped undone.
struct Job(Option<Arc<Fates>>);

impl Job {
    fn run(mut self) {
        if let Some(fates) = self.0.take() {
            fates.done.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        if let Some(fates) = self.0.take() {
            fates.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// The counted way to an inbox, as `Remote` is.
struct Counted(Arc<Inbox<Job>>);

impl Counted {
    fn new(inbox: &Arc<Inbox<Job>>) -> Counted {
        inbox.add_remote();
        Counted(inbox.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.drop_remote();
    }
}

fn inbox() -> (Arc<Inbox<Job>>, Arc<Fates>) {
    (Arc::new(Inbox::new(usize::MAX, usize::MAX)), Arc::default())
}

/// Does what comes in until nobody is left, as `Vm::serve` does; the futures that were woken.
fn serve(inbox: &Inbox<Job>) -> usize {
    let mut woken = 0;
    loom::future::block_on(poll_fn(|context| {
        let mail = inbox.take(context.waker());
        mail.jobs.into_iter().for_each(Job::run);
        woken += mail.woken.len();
        if inbox.is_deserted() { Poll::Ready(()) } else { Poll::Pending }
    }));
    woken
}

#[test]
fn the_driver_does_every_job_and_ends_with_the_last_remote() {
    explore(|| {
        let (inbox, fates) = inbox();
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let (remote, fates) = (Counted::new(&inbox), fates.clone());
                thread::spawn(move || assert!(remote.0.push(Job(Some(fates))).is_ok()))
            })
            .collect();
        serve(&inbox);
        assert_eq!(fates.done.load(Ordering::Relaxed), 2);
        threads.into_iter().for_each(|thread| thread.join().expect("no thread panics"));
    });
}

#[test]
fn a_job_is_done_or_dropped_when_the_machine_goes() {
    explore(|| {
        let (inbox, fates) = inbox();
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let (remote, fates) = (Counted::new(&inbox), fates.clone());
                thread::spawn(move || drop(remote.0.push(Job(Some(fates)))))
            })
            .collect();
        // One slice, and the machine is dropped.
        let mail = inbox.take(Waker::noop());
        mail.jobs.into_iter().for_each(Job::run);
        inbox.close();
        threads.into_iter().for_each(|thread| thread.join().expect("no thread panics"));
        assert_eq!(fates.done.load(Ordering::Relaxed) + fates.dropped.load(Ordering::Relaxed), 2);
        assert!(inbox.is_deserted());
    });
}

#[test]
fn the_driver_sees_what_is_woken() {
    explore(|| {
        let (inbox, _) = inbox();
        let (remote, waker) = (Counted::new(&inbox), inbox.clone());
        let thread = thread::spawn(move || {
            waker.wake(1);
            drop(remote);
        });
        assert_eq!(serve(&inbox), 1);
        thread.join().expect("no thread panics");
    });
}

#[test]
fn a_remote_that_makes_another_keeps_the_driver() {
    explore(|| {
        let (inbox, fates) = inbox();
        let (remote, given) = (Counted::new(&inbox), fates.clone());
        let thread = thread::spawn(move || {
            let other = Counted::new(&remote.0);
            drop(remote);
            assert!(other.0.push(Job(Some(given))).is_ok());
        });
        serve(&inbox);
        assert_eq!(fates.done.load(Ordering::Relaxed), 1);
        thread.join().expect("no thread panics");
    });
}

#[test]
fn a_full_inbox_refuses_at_once() {
    explore(|| {
        let (inbox, fates) = (Arc::new(Inbox::new(1, usize::MAX)), Arc::<Fates>::default());
        let threads: Vec<_> = (0..2)
            .map(|_| {
                let (remote, fates) = (Counted::new(&inbox), fates.clone());
                thread::spawn(move || remote.0.push(Job(Some(fates))).is_ok())
            })
            .collect();
        let taken = threads.into_iter().map(|thread| thread.join().expect("no thread panics"));
        let taken = taken.filter(|taken| *taken).count();
        assert_eq!((taken, fates.dropped.load(Ordering::Relaxed)), (1, 1));
        serve(&inbox);
        assert_eq!(fates.done.load(Ordering::Relaxed), 1);
    });
}
