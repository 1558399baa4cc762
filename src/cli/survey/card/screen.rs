//! The terminal while the card is on it. It is given back as it was on every way out.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;

use console::{Key, Term};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{SigSet, Signal, kill};
use nix::sys::termios::{SetArg, Termios, cfmakeraw, tcgetattr, tcsetattr};
use nix::unistd::Pid;
use std::os::fd::AsFd;

use super::frame::{Line, Look, Size};
use crate::cli::exit::Exit;

/// Switches to the other screen and hides the cursor.
const ENTER: &str = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[2J\u{1b}[H";
/// Shows the cursor, takes every style off and switches back.
const LEAVE: &str = "\u{1b}[0m\u{1b}[?25h\u{1b}[?1049l";

/// How the terminal was before; `None` while it is as it was.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);
/// Held while answers are written, so that a signal does not end the program in between.
static WRITING: Mutex<()> = Mutex::new(());
/// Whether an editor has the terminal: then Ctrl-C is meant for it.
static LENT: AtomicBool = AtomicBool::new(false);

/// Something that happened at the terminal.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A key.
    Key(Key),
    /// The screen is to be drawn anew: its size has changed, or the program was stopped and goes on.
    Redraw,
    /// Nobody is there any more.
    Closed,
}

/// A terminal that shows cards.
pub struct Screen {
    term: Term,
    look: Look,
    wake: UnixStream,
    drawn: Vec<String>,
    size: Option<Size>,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// Signals are taken by a thread of their own: one that arrived while a key is awaited would look like Ctrl-C.
    pub fn open(look: Look) -> io::Result<Self> {
        let (wake, waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        let signals: SigSet = [
            Signal::SIGINT,
            Signal::SIGTERM,
            Signal::SIGHUP,
            Signal::SIGQUIT,
            Signal::SIGWINCH,
            Signal::SIGCONT,
        ]
        .into_iter()
        .collect();
        signals.thread_block()?;
        thread::Builder::new().name("signals".to_owned()).spawn(move || watch(signals, waker))?;
        give_back_on_panic();
        take()?;
        Ok(Self { term: Term::stdout(), look, wake, drawn: Vec::new(), size: None })
    }

    /// Returns the size of the terminal now.
    pub fn size(&self) -> Size {
        let (rows, columns) = self.term.size();
        Size { rows: usize::from(rows), columns: usize::from(columns) }
    }

    /// Returns what the terminal can show.
    pub fn look(&self) -> Look {
        self.look
    }

    /// Shows these lines; only those that differ from what is shown are sent, all in one piece.
    pub fn draw(&mut self, lines: &[Line]) -> io::Result<()> {
        use std::fmt::Write as _;
        let size = self.size();
        let mut out = String::new();
        if self.size != Some(size) {
            self.size = Some(size);
            self.drawn.clear();
            out.push_str("\u{1b}[0m\u{1b}[2J");
        }
        let painted: Vec<String> = lines.iter().map(|line| line.painted(self.look, size.columns)).collect();
        for row in 0..painted.len().max(self.drawn.len()).min(size.rows) {
            let now = painted.get(row).map_or("", String::as_str);
            if self.drawn.get(row).map_or("", String::as_str) != now {
                let _ = write!(out, "\u{1b}[{};1H\u{1b}[2K{now}", row + 1);
            }
        }
        self.drawn = painted;
        if out.is_empty() {
            return Ok(());
        }
        send(&out)
    }

    /// Forgets what is shown, so that everything is drawn anew.
    pub fn forget(&mut self) {
        self.size = None;
    }

    /// Waits for the next event.
    pub fn event(&mut self) -> io::Result<Event> {
        loop {
            let stdin = io::stdin();
            let mut fds = [
                PollFd::new(stdin.as_fd(), PollFlags::POLLIN),
                PollFd::new(self.wake.as_fd(), PollFlags::POLLIN),
            ];
            match poll(&mut fds, PollTimeout::NONE) {
                Ok(_) => {}
                Err(nix::errno::Errno::EINTR) => continue,
                Err(error) => return Err(error.into()),
            }
            let happened = |fd: &PollFd<'_>| fd.revents().unwrap_or(PollFlags::empty());
            let (keys, wake) = (happened(&fds[0]), happened(&fds[1]));
            if wake.contains(PollFlags::POLLIN) {
                self.woken()?;
                return Ok(Event::Redraw);
            }
            if keys.contains(PollFlags::POLLIN) {
                return match self.term.read_key_raw() {
                    Ok(key) => Ok(Event::Key(key)),
                    Err(_) => Ok(Event::Closed),
                };
            }
            if keys.intersects(PollFlags::POLLHUP | PollFlags::POLLERR | PollFlags::POLLNVAL) {
                return Ok(Event::Closed);
            }
        }
    }

    fn woken(&mut self) -> io::Result<()> {
        let mut bytes = [0; 64];
        while matches!(self.wake.read(&mut bytes), Ok(1..)) {}
        // After a stop the shell has put the terminal into its own mode.
        take()?;
        self.forget();
        Ok(())
    }

    /// Gives the terminal to the shell until the user comes back.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back();
        // The whole group stops, as it would at Ctrl-Z in a program that leaves the key to the terminal.
        kill(Pid::from_raw(0), Signal::SIGTSTP)?;
        take()?;
        self.forget();
        Ok(())
    }

    /// Lets a prompt of another library have the terminal, below these lines on an empty screen, with the cursor shown.
    /// A prompt that was left with Ctrl-C gives `None`.
    pub fn prompt<T>(
        &mut self,
        heading: &[Line],
        ask: impl FnOnce(&Term) -> dialoguer::Result<T>,
    ) -> io::Result<Option<T>> {
        let size = self.size();
        let mut out = String::from("\u{1b}[0m\u{1b}[2J\u{1b}[H");
        for line in heading {
            out.push_str(&line.painted(self.look, size.columns));
            out.push_str("\r\n");
        }
        out.push_str("\u{1b}[?25h");
        send(&out)?;
        let answer = ask(&self.term);
        send("\u{1b}[0m\u{1b}[?25l")?;
        self.forget();
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => Ok(None),
            Err(dialoguer::Error::IO(error)) => Err(error),
        }
    }

    /// Gives the terminal to another program while `run` lasts.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        give_back();
        LENT.store(true, Ordering::SeqCst);
        let result = run();
        LENT.store(false, Ordering::SeqCst);
        take()?;
        self.forget();
        Ok(result)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Keeps signals from ending the program while the guard lives.
pub fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts the terminal into the card's mode: keys come one by one and are not shown.
fn take() -> io::Result<()> {
    let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
    let now = tcgetattr(io::stdin())?;
    if before.is_none() {
        send(ENTER)?;
    }
    let mut raw = before.as_ref().unwrap_or(&now).clone();
    if before.is_none() {
        *before = Some(now);
    }
    let output = raw.output_flags;
    cfmakeraw(&mut raw);
    // Prompts of dialoguer end their lines with a bare line feed.
    raw.output_flags = output;
    tcsetattr(io::stdin(), SetArg::TCSADRAIN, &raw)?;
    Ok(())
}

/// Gives the terminal back as it was. What fails here fails because nobody is there any more.
fn give_back() {
    let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(termios) = before.take() {
        let _ = send(LEAVE);
        let _ = tcsetattr(io::stdin(), SetArg::TCSADRAIN, &termios);
    }
}

fn send(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A panic is reported on the terminal as it was, where one can read it.
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            give_back();
            report(info);
        }));
    });
}

/// Takes signals as they come. Those that end the program wait until no answer is being written.
fn watch(signals: SigSet, mut waker: UnixStream) {
    while let Ok(signal) = signals.wait() {
        match signal {
            Signal::SIGWINCH | Signal::SIGCONT => {
                // Nobody to wake means that the program is about to end.
                let _ = waker.write_all(b"!");
            }
            Signal::SIGINT | Signal::SIGQUIT if LENT.load(Ordering::SeqCst) => {}
            _ => {
                let _written = writing();
                give_back();
                std::process::exit(i32::from(Exit::Interrupted.code()));
            }
        }
    }
}
