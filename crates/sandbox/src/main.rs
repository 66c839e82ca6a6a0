//! The sandbox: `cti-sandbox --port 8080 --dist dist`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use cti_sandbox::server::{ServeError, Server};

/// Local stand-ins for a Connect instance and a Salesforce org.
#[derive(Debug, Parser)]
#[command(name = "cti-sandbox")]
struct Options {
    /// The console's port; the three after it serve the softphone and the Connect instances of two regions.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder with the built softphone.
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// Folder with the built gallery of the softphone's states.
    #[arg(long, default_value = "target/gallery")]
    gallery: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    tokio::select! {
        ended = serve(options) => match ended {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("cti-sandbox: {problem}");
                ExitCode::FAILURE
            }
        },
        _ = tokio::signal::ctrl_c() => ExitCode::SUCCESS,
    }
}

async fn serve(options: Options) -> Result<(), ServeError> {
    let server = Server::bind(options.port, options.dist, options.gallery).await?;
    println!("Salesforce console  {}/", server.shared.origins.host);
    println!("Connect instance    {}/ccp-v2", server.shared.origins.connect);
    println!("ready");
    server.run().await
}
