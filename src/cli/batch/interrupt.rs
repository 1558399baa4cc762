//! Ctrl-C and a polite end from elsewhere: what is done so far is kept.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::work::Work;

/// Work that a signal may end at any time when nobody holds it.
#[derive(Clone)]
pub struct Shared {
    work: Arc<Mutex<Option<Work>>>,
    asked: Arc<AtomicBool>,
}

impl Shared {
    /// Shares the work with whoever waits for signals.
    pub fn new(work: Work) -> Self {
        let shared = Self { work: Arc::new(Mutex::new(Some(work))), asked: Arc::default() };
        #[cfg(unix)]
        watch(shared.clone());
        shared
    }

    /// Takes hold of the work, so that no signal ends it in between.
    pub fn hold(&self) -> MutexGuard<'_, Option<Work>> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives way to a signal that has come.
    pub fn give_way(&self) {
        while self.asked.load(Ordering::Relaxed) {
            std::thread::park();
        }
    }
}

/// Waits for signals on a thread of its own, which also works while all others wait for input.
#[cfg(unix)]
fn watch(shared: Shared) {
    use nix::sys::signal::{SigSet, Signal};

    let signals: SigSet = [Signal::SIGINT, Signal::SIGTERM].into_iter().collect();
    // Threads that are begun later inherit this. If it fails, a signal ends the program as it would anyway.
    if signals.thread_block().is_err() {
        return;
    }
    std::thread::spawn(move || {
        while signals.wait().is_ok() {
            shared.asked.store(true, Ordering::Relaxed);
            let mut held = shared.hold();
            if let Some(work) = held.take() {
                work.interrupt();
            }
        }
    });
}
