//! Real engines: DuckDB in Python, and a PostgreSQL server that lives as long as its test.

use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where an engine runs.
pub enum Engine {
    DuckDb,
    Postgres(Server),
}

impl Engine {
    pub fn dialect(&self) -> &'static str {
        match self {
            Self::DuckDb => "duckdb",
            Self::Postgres(_) => "postgres",
        }
    }

    /// Returns whether the engine is there; where the tests run unattended, it has to be.
    pub fn is_there(&self) -> bool {
        match self {
            Self::DuckDb => {
                let tried = Command::new(python()).args(["-c", "import duckdb"]).output();
                present(tried.is_ok_and(|output| output.status.success()), "the Python package duckdb")
            }
            Self::Postgres(_) => true,
        }
    }

    /// Makes a table `answers` of a file, all columns texts, and writes what the query gives to another.
    pub fn run(&self, table: &Path, query: &str, result: &Path) {
        match self {
            Self::DuckDb => {
                let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sql/duckdb_run.py");
                let mut command = Command::new(python());
                command.arg(script).arg(table).arg(result);
                feed(&mut command, query);
            }
            Self::Postgres(server) => {
                let titles = fs::read_to_string(table).unwrap();
                let titles = titles.lines().next().unwrap().split(',');
                let columns: Vec<String> = titles.map(|title| format!("\"{title}\" text")).collect();
                let script = format!(
                    "CREATE TEMPORARY TABLE answers ({});\n\\copy answers FROM '{}' CSV HEADER\nANALYZE answers;\n\
                     SET jit = off;\nCOPY (\n{query}) TO STDOUT CSV HEADER;\n",
                    columns.join(", "),
                    table.display()
                );
                let output = feed(&mut server.client(), &script);
                fs::write(result, output).unwrap();
            }
        }
    }
}

/// A PostgreSQL server with files of its own, stopped when it is dropped.
pub struct Server {
    programs: PathBuf,
    home: PathBuf,
}

/// Starts a server; `None` where there is none to start.
pub fn postgres(name: &str) -> Option<Engine> {
    let programs = programs();
    if !present(programs.is_some(), "PostgreSQL") {
        return None;
    }
    // A path short enough for a socket, and open to the user that the server runs as.
    let home = env::temp_dir().join(format!("standpoint-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).unwrap();
    let server = Server { programs: programs?, home };
    if is_root() {
        done(Command::new("chown").arg("postgres").arg(&server.home));
    }
    done(
        server
            .tool("initdb")
            .args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale", "C", "-D"])
            .arg(server.data()),
    );
    let options = format!("-k {} -c listen_addresses='' -c fsync=off", server.home.display());
    let log = server.home.join("log");
    done(
        server
            .tool("pg_ctl")
            .args(["-w", "-t", "300", "-o", &options, "-l"])
            .arg(log)
            .arg("-D")
            .arg(server.data())
            .arg("start"),
    );
    Some(Engine::Postgres(server))
}

impl Server {
    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    /// A program of the server; it refuses to run as root.
    fn tool(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(env::temp_dir()).stdout(Stdio::null());
        command
    }

    fn client(&self) -> Command {
        let mut command = Command::new(self.programs.join("psql"));
        command
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", "postgres", "-h"])
            .arg(&self.home);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.tool("pg_ctl").args(["-m", "immediate", "-D"]).arg(self.data()).arg("stop").status();
        let _ = fs::remove_dir_all(&self.home);
    }
}

/// The folder of the newest server's programs.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path()).collect();
    versions.sort();
    versions
        .into_iter()
        .rev()
        .map(|version| version.join("bin"))
        .find(|programs| programs.join("initdb").exists())
}

/// The Python that has DuckDB: that of the environment in `target/python`, if it was made.
fn python() -> PathBuf {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("python/bin/python");
    if own.exists() { own } else { PathBuf::from("python3") }
}

fn present(found: bool, what: &str) -> bool {
    assert!(found || env::var_os("CI").is_none(), "{what} is needed to run the queries");
    if !found {
        eprintln!("skipped: {what} is not here to run the queries");
    }
    found
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

fn done(command: &mut Command) {
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?}: {status}");
}

/// Runs a command with a text as its input and returns what it prints.
fn feed(command: &mut Command, input: &str) -> Vec<u8> {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed: {}", error.chars().take(2000).collect::<String>());
    writer.join().unwrap().unwrap();
    output.stdout
}
