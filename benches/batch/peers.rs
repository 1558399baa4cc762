//! Other programs at the same job.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use crate::program::Program;

/// The packages that are installed, by the index's own client.
const PACKAGES: [&str; 2] = ["duckdb", "polars"];

pub struct Peers {
    python: PathBuf,
}

impl Peers {
    /// Makes an environment with the peers in it, if it is not there.
    pub fn install(place: &Path) -> io::Result<Self> {
        let environment = place.join("python");
        let python = environment.join("bin/python");
        let marker = environment.join("installed");
        if !marker.exists() {
            eprintln!("installing {}", PACKAGES.join(" and "));
            run(Command::new("python3").arg("-m").arg("venv").arg(&environment))?;
            run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
            fs::write(&marker, "")?;
        }
        Ok(Self { python })
    }

    /// A peer that does the job in one of its ways.
    pub fn program(&self, peer: &str, way: &str, job: &Path, input: &Path, output: &Path) -> Program {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("benches/batch/peers/{peer}_job.py"));
        let arguments =
            [script.as_os_str(), way.as_ref(), job.as_os_str(), input.as_os_str(), output.as_os_str()];
        Program::new(&format!("{peer}, {way}"), &self.python, arguments).writing(output)
    }
}

fn run(command: &mut Command) -> io::Result<()> {
    if command.status()?.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?} failed"))) }
}
