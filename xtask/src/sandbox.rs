//! `sandbox`: builds the softphone and the stand-ins, starts them, and opens the console in a browser.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::gallery;
use crate::page::{self, Build};
use crate::setup::{self, Scope};
use crate::shell::{Shell, duration};
use crate::target;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The first of four ports: the Salesforce console, the softphone, the Connect instance and its replica
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// Build the softphone as agents get it: smaller, but it takes minutes after every change
    #[arg(long)]
    release: bool,
}

pub fn run(shell: &Shell, args: &Args) -> Result<ExitCode, Error> {
    let start = Instant::now();
    setup::ensure(shell, Scope::Sandbox)?;
    println!("sandbox: building the stand-ins for Connect and Salesforce");
    let program = build_server(shell)?;
    println!("sandbox: building the softphone page");
    let dist = page::build(shell, if args.release { Build::Release } else { Build::Quick })?;

    println!("sandbox: building the gallery of its states");
    let states = gallery::build(shell, "tools")?;

    let mut server = Command::new(program);
    server.current_dir(&shell.root).arg("--port").arg(args.port.to_string());
    server.arg("--dist").arg(dist).arg("--gallery").arg(states);
    serve(server, || {
        let address = format!("http://localhost:{}/", args.port);
        println!("\nThe console is at {address} (after {}). Ctrl-C ends it.", duration(start.elapsed()));
        println!("All states of the softphone are at http://localhost:{}/gallery\n", args.port + 1);
        if !args.no_open {
            open(shell, &address);
        }
    })
}

/// Built like a tool, not like a release: it compiles fast and is fast enough.
pub fn build_server(shell: &Shell) -> Result<PathBuf, Error> {
    shell.run(shell.command("cargo").args(["build", "--profile", "tools", "--package", "cti-sandbox"]))?;
    target::program(shell, "tools", "cti-sandbox")
}

/// Runs the server until it ends or the developer ends it; `ready` is called once, when it says so.
fn serve(mut command: Command, ready: impl FnOnce()) -> Result<ExitCode, Error> {
    let start_error = |source| Error::Start { program: "cti-sandbox".into(), source };
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(start_error)?;
    let output = child.stdout.take();
    let child = Arc::new(Mutex::new(child));
    let ended = end_on_signal(&child)?;

    let mut ready = Some(ready);
    for line in output.into_iter().flat_map(|output| BufReader::new(output).lines().map_while(Result::ok)) {
        match ready.take_if(|_| line.trim() == "ready") {
            Some(ready) => ready(),
            None => println!("{line}"),
        }
    }
    let status = wait(&child).map_err(start_error)?;
    if ended.load(Ordering::SeqCst) {
        println!("\nThe sandbox has ended.");
        return Ok(ExitCode::SUCCESS);
    }
    if status.success() {
        return Ok(ExitCode::SUCCESS);
    }
    Err(Error::Failed { command: "cti-sandbox".into(), status: status.to_string() })
}

/// Lets go of the child between two looks, so that a signal can still take it down.
fn wait(child: &Mutex<Child>) -> std::io::Result<ExitStatus> {
    loop {
        if let Some(status) = child.lock().unwrap_or_else(PoisonError::into_inner).try_wait()? {
            return Ok(status);
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Takes the server down with us, whichever of the two the signal reached.
fn end_on_signal(child: &Arc<Mutex<Child>>) -> Result<Arc<AtomicBool>, Error> {
    let ended = Arc::new(AtomicBool::new(false));
    let (flag, child) = (Arc::clone(&ended), Arc::clone(child));
    ctrlc::set_handler(move || {
        flag.store(true, Ordering::SeqCst);
        // It keeps nothing on disk, so there is nothing to put in order; it may be gone already.
        let _ = child.lock().unwrap_or_else(PoisonError::into_inner).kill();
    })
    .map_err(|error| Error::unexpected("Ctrl-C", error.to_string()))?;
    Ok(ended)
}

/// Opens the developer's browser, where there is a screen to open it on.
fn open(shell: &Shell, address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        shell.command("open")
    } else if cfg!(windows) {
        shell.command("explorer")
    } else if ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|variable| env::var_os(variable).is_some()) {
        shell.command("xdg-open")
    } else {
        return;
    };
    let opened = command.arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if opened.is_err() {
        println!("No browser could be opened; open the address yourself.");
    }
}
