//! A real terminal with the real program in it.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, SlavePty, native_pty_system};
use standpoint::answers::{self, AnswerSheet, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Kind, Questionnaire, Value, catalogue, compile};
use tempfile::TempDir;

/// Nothing takes this long unless it has gone wrong.
const PATIENCE: Duration = Duration::from_secs(30);

/// The questionnaire of these tests: all kinds of questions, one branch.
pub const QUESTIONNAIRE: &str = include_str!("twelve.toml");

/// A folder with a questionnaire and room for answers.
pub struct Place {
    pub folder: TempDir,
    pub questionnaire: Questionnaire,
    name: &'static str,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("twelve.toml"), QUESTIONNAIRE).unwrap();
        let compiled =
            compile(&[Source::new("twelve.toml", QUESTIONNAIRE)]).unwrap_or_else(|e| panic!("{e}"));
        Self { folder, questionnaire: compiled.questionnaire, name: "./twelve.toml" }
    }

    /// Room for answers to the flagship questionnaire.
    pub fn flagship() -> Self {
        let sources = catalogue::sources("devops-itops").unwrap();
        let questionnaire = compile(&sources).unwrap().questionnaire;
        Self { folder: tempfile::tempdir().unwrap(), questionnaire, name: "devops-itops" }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("team.toml")
    }

    /// What the file says; `None` if there is none.
    pub fn sheet(&self) -> Option<AnswerSheet> {
        read(&self.file(), &self.questionnaire)
    }

    /// Starts a survey that asks nothing before the first question of a new file.
    pub fn survey(&self) -> Terminal {
        self.survey_with(&[], (80, 24))
    }

    pub fn survey_with(&self, more: &[&str], size: (u16, u16)) -> Terminal {
        let mut command = self.command();
        command.args(more);
        Terminal::start(command, size)
    }

    /// Starts such a survey with more in its environment.
    pub fn survey_in(&self, environment: &[(&str, &str)]) -> Terminal {
        let mut command = self.command();
        for (name, value) in environment {
            command.env(name, value);
        }
        Terminal::start(command, (80, 24))
    }

    /// Runs a survey of the small questionnaire in plain lines.
    pub fn in_plain_lines(&self, arguments: &[&str], lines: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(["survey", self.name])
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses to start does not read.
        let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn command(&self) -> CommandBuilder {
        let mut command = program(self.folder.path());
        let asked = ["--form", "full", "--team", "t", "--role", "r"];
        command.args(["survey", self.name, "-o", "team.toml"]);
        command.args(asked);
        command
    }
}

pub fn read(file: &Path, questionnaire: &Questionnaire) -> Option<AnswerSheet> {
    let text = fs::read_to_string(file).ok()?;
    let source = Source::new("team.toml", text);
    Some(answers::read(&source, Syntax::Toml, questionnaire).unwrap_or_else(|e| panic!("{e}")).sheet)
}

/// The program, in this folder, with an environment of its own.
pub fn program(folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_standpoint"));
    surroundings(&mut command, folder);
    command
}

pub fn surroundings(command: &mut CommandBuilder, folder: &Path) {
    command.cwd(folder);
    command.env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
}

pub struct Terminal {
    pub child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    /// Held so that the terminal's modes can still be seen when the program has gone.
    slave: Option<Box<dyn SlavePty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    reader: Option<JoinHandle<()>>,
    enough: Arc<AtomicBool>,
    pub parser: vt100::Parser,
    /// Every byte that the program has sent.
    pub raw: Vec<u8>,
    modes: String,
}

impl Terminal {
    pub fn start(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let PtyPair { slave, master } = native_pty_system().openpty(size).unwrap();
        let modes = format!("{:?}", master.get_termios());
        let child = slave.spawn_command(command).unwrap();
        let mut reader = master.try_clone_reader().unwrap();
        let writer = master.take_writer().unwrap();
        let (sender, output) = mpsc::channel();
        let enough = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&enough);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if stop.load(Ordering::SeqCst) || sender.send(bytes[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            master: Some(master),
            slave: Some(slave),
            writer: Some(writer),
            output,
            reader: Some(reader),
            enough,
            parser: vt100::Parser::new(rows, columns, 0),
            raw: Vec::new(),
            modes,
        }
    }

    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    fn take_in(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.raw.extend_from_slice(bytes);
    }

    /// Takes in what has been sent so far.
    pub fn drain(&mut self) {
        while let Ok(bytes) = self.output.try_recv() {
            self.take_in(&bytes);
        }
    }

    /// Waits until the screen is as wanted.
    pub fn until(&mut self, wanted: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            self.drain();
            let text = self.text();
            if wanted(&text) {
                return text;
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take_in(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("the screen never got there; it shows:\n{text}")
                }
            }
        }
    }

    /// Waits until the screen shows a text.
    pub fn shows(&mut self, text: &str) -> String {
        self.until(|screen| screen.contains(text))
    }

    pub fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.drain();
        self.parser.screen_mut().set_size(rows, columns);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.as_ref().expect("the terminal is open").resize(size).unwrap();
    }

    /// Closes the terminal's window. What is on it must be something that Enter does no harm to: the writer sends one.
    pub fn close(&mut self) {
        // The reader notices when the program draws.
        self.enough.store(true, Ordering::SeqCst);
        self.resize(90, 30);
        self.reader.take().expect("it is closed once").join().unwrap();
        self.writer = None;
        self.slave = None;
        self.master = None;
    }

    /// Sends a signal to the program.
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the program to end and returns its exit status.
    pub fn ends(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            self.drain();
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            thread::sleep(Duration::from_millis(2));
        }
        panic!("the program does not end; the screen shows:\n{}", self.text());
    }

    /// Waits for the program to end and sees to it that the terminal is as it was.
    pub fn ends_well(&mut self) -> u32 {
        let status = self.ends();
        self.until_restored();
        status
    }

    pub fn until_restored(&mut self) {
        let end = Instant::now() + PATIENCE;
        loop {
            self.drain();
            let screen = self.parser.screen();
            let modes = format!("{:?}", self.master.as_ref().expect("the terminal is open").get_termios());
            if !screen.alternate_screen() && !screen.hide_cursor() && modes == self.modes {
                return;
            }
            assert!(Instant::now() < end, "the terminal is not restored: {modes}\n{}", self.text());
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(5)) {
                self.take_in(&bytes);
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that fails leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The keys that answer a question with its first option, and what they mean.
pub fn first_answer(kind: &Kind) -> (&'static str, Value) {
    match kind {
        Kind::Choice(_) => ("1", Value::Choice(0)),
        Kind::Multiple { .. } => ("1\r", Value::Multiple(vec![0])),
        Kind::Number(_) => ("7\r", Value::Number(7.0)),
        Kind::YesNo => ("y", Value::YesNo(true)),
        Kind::Text => ("\rwell\r", Value::Text("well".to_owned())),
    }
}

/// A small generator, so that every run presses the same keys.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}
