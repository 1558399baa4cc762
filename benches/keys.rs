//! How long a key of the survey takes to show its effect, saving included, on a flagship file of 66 answers.
//!
//! `cargo bench --bench keys`. Each of 1,000 answers is typed into a real pseudo-terminal. Two times are taken from the
//! key: until the option is marked, and until the next place is shown, which is after the answer is on the disk. Between
//! the keys the same file is written by the same function alone, which tells how much of the second time is the disk's.

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
    use standpoint::answers;

    const KEYS: usize = 1_000;
    /// No key takes this long unless something is wrong.
    const PATIENCE: Duration = Duration::from_secs(10);

    /// What the program has sent so far, with the moments at which it came.
    struct Screen {
        output: Receiver<(Instant, Vec<u8>)>,
        parser: vt100::Parser,
    }

    impl Screen {
        /// Waits until the screen is as wanted. Returns when these words were sent first, and when it was.
        fn watch(&mut self, words: &str, wanted: impl Fn(&str) -> bool) -> (Option<Instant>, Instant) {
            let mut sent = None;
            let mut last = Instant::now();
            while !wanted(&self.parser.screen().contents()) {
                let (at, bytes) = self.output.recv_timeout(PATIENCE).expect("the survey draws");
                if sent.is_none() && String::from_utf8_lossy(&bytes).contains(words) {
                    sent = Some(at);
                }
                self.parser.process(&bytes);
                last = at;
            }
            (sent, last)
        }

        fn until(&mut self, wanted: impl Fn(&str) -> bool) {
            self.watch("", wanted);
        }
    }

    fn say(what: &str, mut times: Vec<Duration>) {
        times.sort();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let count = times.len();
        println!(
            "{what:<50} median {:6.2} ms, 99 of 100 {:6.2} ms, worst {:6.2} ms",
            ms(times[count / 2]),
            ms(times[count * 99 / 100]),
            ms(times[count - 1])
        );
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
                if sender.send((Instant::now(), bytes[..read].to_vec())).is_err() {
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
        let alone = folder.path().join("alone.toml");
        let text = std::fs::read_to_string(folder.path().join("team.toml")).expect("it was saved");
        let (mut marked, mut shown, mut disk) = (Vec::new(), Vec::new(), Vec::new());
        for key in 0..KEYS {
            press("g");
            screen.until(|text| text.contains("Esc goes back"));
            press("\u{1b}[B\r");
            screen.until(|text| text.contains("1-5 answer"));
            let started = Instant::now();
            press(if key % 2 == 0 { "1" } else { "2" });
            let (mark, end) = screen.watch("Saving ...", |text| text.contains("The end"));
            marked.push(mark.expect("the option is marked before it is saved") - started);
            shown.push(end - started);
            let started = Instant::now();
            answers::save(&alone, &text).expect("there is room for another file");
            disk.push(started.elapsed());
        }
        press("q");
        child.wait().expect("the survey ends");
        say("from the key to the mark at the option", marked);
        say("from the key to the next place, the answer saved", shown);
        say("writing, syncing and renaming the file alone", disk);
    }
}
