//! How long a key of the survey takes to show its effect, saving included, on a flagship file of 66 answers.
//!
//! `cargo bench --bench keys`. Each of 1,000 answers is typed into a real pseudo-terminal; the time runs from the key to
//! the last byte of the screen it leads to. The goal is under 16 ms, median and worst (see `docs/survey.md`). Most of it
//! is the disk: each answer is synced before it is shown.

#[cfg(unix)]
fn main() {
    keys::run();
}

#[cfg(not(unix))]
fn main() {
    println!("the survey by cards needs a terminal of the Unix kind");
}

#[cfg(unix)]
mod keys {
    use std::io::{Read, Write};
    use std::process::Command;
    use std::sync::mpsc::{self, Receiver};
    use std::thread;
    use std::time::{Duration, Instant};

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    const KEYS: usize = 1_000;
    /// No key takes this long unless something is wrong.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// What the program has sent so far.
    struct Screen {
        output: Receiver<Vec<u8>>,
        parser: vt100::Parser,
    }

    impl Screen {
        fn until(&mut self, wanted: impl Fn(&str) -> bool) {
            while !wanted(&self.parser.screen().contents()) {
                let bytes = self.output.recv_timeout(PATIENCE).expect("the survey draws");
                self.parser.process(&bytes);
            }
        }
    }

    pub fn run() {
        let folder = tempfile::tempdir().expect("there is room for a temporary folder");
        let program = env!("CARGO_BIN_EXE_standpoint");
        // Everything is answered with "don't know", which keeps every question shown.
        let script =
            "printf 'unknown\\n%.0s' $(seq 70) | \"$0\" survey --form full --team t -o team.toml > /dev/null";
        let filled = Command::new("bash").args(["-c", script, program]).current_dir(folder.path()).status();
        assert!(filled.expect("bash runs").success());

        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("there are pseudo-terminals");
        let mut command = CommandBuilder::new(program);
        command.args(["survey", "-o", "team.toml"]);
        command.cwd(folder.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let mut child = pair.slave.spawn_command(command).expect("the program starts");
        let mut reader = pair.master.try_clone_reader().expect("its output can be read");
        let mut keyboard = pair.master.take_writer().expect("keys can be typed");
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = vec![0; 65536];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut screen = Screen { output, parser: vt100::Parser::new(24, 80, 0) };
        let mut press = |keys: &str| {
            keyboard.write_all(keys.as_bytes()).expect("the survey listens");
        };
        screen.until(|text| text.contains("Go on where it was?"));
        press("y");
        screen.until(|text| text.contains("The end"));
        // The first question is a choice; answered anew, it leads to the end, as nothing is open.
        let mut times = Vec::with_capacity(KEYS);
        for key in 0..KEYS {
            press("g");
            screen.until(|text| text.contains("Esc goes back"));
            press("\u{1b}[B\r");
            screen.until(|text| text.contains("1-5 answer"));
            let started = Instant::now();
            press(if key % 2 == 0 { "1" } else { "2" });
            screen.until(|text| text.contains("The end"));
            times.push(started.elapsed());
        }
        press("q");
        child.wait().expect("the survey ends");
        times.sort();
        println!("median {:?}, worst {:?} of {KEYS} answers", times[KEYS / 2], times[KEYS - 1]);
    }
}
