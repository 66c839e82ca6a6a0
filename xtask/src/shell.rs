//! Runs other programs: where they are found, what they see, and how their failure is told.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;

/// How often a long silent step says that it is still at work.
const HEARTBEAT: Duration = Duration::from_secs(30);
/// How much of a failed step's output is shown.
const TAIL_LINES: usize = 25;

#[derive(Debug)]
pub struct Shell {
    /// The project's root; every program starts there.
    pub root: PathBuf,
    /// The folders that programs are looked up in: the project's own tools first.
    path: Vec<PathBuf>,
}

impl Shell {
    pub fn new() -> Result<Self, Error> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .ok_or_else(|| Error::unexpected(manifest.display().to_string(), "it has no parent folder"))?
            .to_owned();
        let mut path = vec![root.join(Self::TOOLS).join("bin"), root.join("node_modules/.bin")];
        path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        // Where `cargo install` puts things, should the developer's path lack it.
        let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
        path.extend(
            cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo"))).map(|home| home.join("bin")),
        );
        Ok(Self { root, path })
    }

    /// Where `setup` puts a tool when the machine has another version of it, so that neither gets in the way.
    pub const TOOLS: &'static str = "target/setup";

    /// Where a program is, on the path that programs started from here see.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
        self.path
            .iter()
            .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{program}{ending}"))))
            .find(|file| file.is_file())
    }

    /// A command in the project's root, on the project's path.
    pub fn command(&self, program: &str) -> Command {
        let file = self.find(program).map_or_else(|| OsString::from(program), PathBuf::into_os_string);
        let mut command = Command::new(file);
        command.current_dir(&self.root);
        if let Ok(path) = env::join_paths(&self.path) {
            command.env("PATH", path);
        }
        command
    }

    /// What a program prints; `None` if it is not there or fails.
    pub fn ask(&self, program: &str, args: &[&str]) -> Option<String> {
        let output = self.command(program).args(args).stderr(Stdio::null()).output().ok()?;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(said)
    }

    /// Runs a program; its output is the developer's to see.
    pub fn run(&self, command: &mut Command) -> Result<(), Error> {
        let status = command.status().map_err(|source| Error::Start { program: program(command), source })?;
        if status.success() { Ok(()) } else { Err(failed(command, status)) }
    }

    /// Runs a program for what it prints; what it says beside that is the developer's to see.
    pub fn read(&self, command: &mut Command) -> Result<String, Error> {
        let output = command.stderr(Stdio::inherit()).output();
        let output = output.map_err(|source| Error::Start { program: program(command), source })?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(failed(command, output.status))
        }
    }

    /// Runs a program whose output matters only when it fails, saying now and then that it still runs.
    pub fn run_quietly(&self, name: &str, command: &mut Command) -> Result<(), Error> {
        let log = self.root.join(Self::TOOLS).join(format!("{name}.log"));
        let folder = log.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(Error::file(folder))?;
        let out = File::create(&log).map_err(Error::file(&log))?;
        let err = out.try_clone().map_err(Error::file(&log))?;
        command.stdin(Stdio::null()).stdout(out).stderr(err);
        let child = command.spawn().map_err(|source| Error::Start { program: program(command), source })?;
        let status =
            wait(name, child).map_err(|source| Error::Start { program: program(command), source })?;
        if status.success() {
            return Ok(());
        }
        Err(Error::FailedWithLog {
            command: line(command),
            status: status.to_string(),
            tail: tail(&log),
            log,
        })
    }
}

/// The command as a developer would type it.
pub fn line(command: &Command) -> String {
    let args = command.get_args().map(|arg| arg.to_string_lossy().into_owned());
    std::iter::once(program(command)).chain(args).collect::<Vec<_>>().join(" ")
}

/// "2 min 5 s", or with a tenth below ten seconds, where tenths matter.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

fn wait(name: &str, mut child: Child) -> std::io::Result<ExitStatus> {
    let start = Instant::now();
    let mut told = start;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if told.elapsed() >= HEARTBEAT {
            told = Instant::now();
            eprintln!("  ...   {name}: at it for {}", duration(start.elapsed()));
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn program(command: &Command) -> String {
    let path = Path::new(command.get_program());
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn failed(command: &Command, status: ExitStatus) -> Error {
    Error::Failed { command: line(command), status: status.to_string() }
}

fn tail(log: &Path) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    let from = lines.len().saturating_sub(TAIL_LINES);
    lines.iter().skip(from).map(|line| format!("      {line}")).collect::<Vec<_>>().join("\n")
}
