use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Results wait for their turn in a window that is this many times as wide as there are workers.
const WIDTH: usize = 4;

/// Works on jobs with several threads and hands over the results in the order of the jobs, on the calling thread.
///
/// Each thread works with what `worker` makes for it. At most `WIDTH` results a worker wait at any time, so that memory does not grow with the number of jobs. The next job
/// is taken when a worker is free for it. After `consume` breaks off, no further job is begun.
///
/// # Panics
///
/// If a worker or the iterator panics.
pub(super) fn map<J, R: Send, W: FnMut(J) -> R>(
    threads: NonZeroUsize,
    jobs: impl Iterator<Item = J> + Send,
    worker: impl Fn() -> W + Sync,
    mut consume: impl FnMut(R) -> ControlFlow<()>,
) {
    let jobs = Mutex::new(jobs.enumerate());
    let window = Window::new(threads);
    std::thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                let _leave = Leave(&window);
                let mut work = worker();
                loop {
                    if window.stopped() {
                        break;
                    }
                    let Some((place, job)) = lock(&jobs).next() else { break };
                    if window.put(place, work(job)).is_break() {
                        break;
                    }
                }
            });
        }
        let stop = Stop(&window);
        while let Some(result) = window.take() {
            if consume(result).is_break() {
                break;
            }
        }
        drop(stop);
    });
}

/// The results that wait for their turn.
struct Window<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
    width: usize,
}

struct State<R> {
    /// The place of the result that is taken next.
    next: usize,
    /// The results from `next` on; `None` while it is not there yet.
    results: VecDeque<Option<R>>,
    workers: usize,
    stopped: bool,
}

impl<R> Window<R> {
    fn new(threads: NonZeroUsize) -> Self {
        let state = State { next: 0, results: VecDeque::new(), workers: threads.get(), stopped: false };
        Self { state: Mutex::new(state), changed: Condvar::new(), width: WIDTH * threads.get() }
    }

    /// Waits until the place lies in the window and puts the result there; breaks if nobody wants it any more.
    fn put(&self, place: usize, result: R) -> ControlFlow<()> {
        let outside = |state: &mut State<R>| !state.stopped && place >= state.next + self.width;
        let mut state =
            self.changed.wait_while(lock(&self.state), outside).unwrap_or_else(PoisonError::into_inner);
        if state.stopped {
            return ControlFlow::Break(());
        }
        let index = place - state.next;
        if state.results.len() <= index {
            state.results.resize_with(index + 1, || None);
        }
        state.results[index] = Some(result);
        self.changed.notify_all();
        ControlFlow::Continue(())
    }

    /// Waits for the next result and takes it; `None` if no worker is left to bring it.
    fn take(&self) -> Option<R> {
        let waiting = |state: &mut State<R>| {
            !matches!(state.results.front(), Some(Some(_))) && state.workers > 0 && !state.stopped
        };
        let mut state =
            self.changed.wait_while(lock(&self.state), waiting).unwrap_or_else(PoisonError::into_inner);
        let result = state.results.pop_front().flatten()?;
        state.next += 1;
        self.changed.notify_all();
        Some(result)
    }

    fn stopped(&self) -> bool {
        lock(&self.state).stopped
    }

    fn change(&self, change: impl FnOnce(&mut State<R>)) {
        change(&mut lock(&self.state));
        self.changed.notify_all();
    }
}

/// Says that a worker is gone, also if it panicked: nobody may wait for it.
struct Leave<'w, R>(&'w Window<R>);

impl<R> Drop for Leave<'_, R> {
    fn drop(&mut self) {
        self.0.change(|state| {
            state.workers -= 1;
            // The result that a panic swallowed never comes, and all later ones would wait for it.
            state.stopped |= std::thread::panicking();
        });
    }
}

/// Says that no further result is wanted, also if the consumer panicked.
struct Stop<'w, R>(&'w Window<R>);

impl<R> Drop for Stop<'_, R> {
    fn drop(&mut self) {
        self.0.change(|state| state.stopped = true);
    }
}

/// Locks; what a panic left behind is consistent here, since no lock is held while foreign code runs.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn threads(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    /// Work whose length has nothing to do with its place.
    fn uneven(job: usize) -> usize {
        let turns = job.wrapping_mul(2_654_435_761) % 5_000;
        (0..turns).fold(job, |sum, turn| std::hint::black_box(sum ^ turn));
        job * 2
    }

    #[test]
    fn results_come_in_the_order_of_the_jobs_whatever_the_number_of_threads() {
        for count in [1, 2, 3, 16] {
            let mut results = Vec::new();
            map(
                threads(count),
                0..1000,
                || uneven,
                |result| {
                    results.push(result);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(results, (0..1000).map(|job| job * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_jobs_give_no_results() {
        map(threads(3), std::iter::empty::<usize>(), || uneven, |_| panic!("there is nothing"));
    }

    #[test]
    fn jobs_are_taken_only_as_far_as_the_window_reaches() {
        let (taken, consumed) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let count = 3;
        let jobs = (0..200).inspect(|_| {
            let ahead = taken.fetch_add(1, Ordering::SeqCst) + 1 - consumed.load(Ordering::SeqCst);
            // The window, one job in the hands of each worker, and the result that is being consumed.
            assert!(ahead <= count * WIDTH + count + 1, "{ahead} ahead");
        });
        map(
            threads(count),
            jobs,
            || uneven,
            |_| {
                consumed.fetch_add(1, Ordering::SeqCst);
                ControlFlow::Continue(())
            },
        );
        assert_eq!(taken.load(Ordering::SeqCst), 200);
    }

    #[test]
    fn who_has_enough_stops_an_endless_run() {
        let mut results = Vec::new();
        map(
            threads(4),
            0..,
            || uneven,
            |result| {
                results.push(result);
                if results.len() == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(results.len(), 10);
    }

    #[test]
    fn a_panic_ends_the_run_instead_of_hanging_it() {
        let run = |bad_job: usize, bad_result: usize| {
            std::panic::catch_unwind(|| {
                let work = |job| if job == bad_job { panic!("job") } else { job };
                map(
                    threads(3),
                    0..100,
                    || work,
                    |result| {
                        assert_ne!(result, bad_result, "result");
                        ControlFlow::Continue(())
                    },
                );
            })
        };
        assert!(run(50, usize::MAX).is_err());
        assert!(run(usize::MAX, 50).is_err());
        assert!(run(usize::MAX, usize::MAX).is_ok());
    }
}
