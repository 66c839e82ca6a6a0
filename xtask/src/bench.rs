//! `bench`: what an agent waits for and downloads, each measure one row of the table.
//!
//! A measure is a function that returns a JSON object; its row's key and the fields' names are the stable
//! interface of `--format json`.

mod size;

use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::page::{self, Build};
use crate::setup::{self, Scope};
use crate::shell::Shell;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// How to print the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// What every measure may look at.
pub struct Bench<'a> {
    /// The folder of the release build.
    dist: &'a std::path::Path,
}

type Measure = fn(&Bench) -> Result<Value, Error>;

/// The table's rows, in the order in which they are taken and printed.
const MEASURES: [(&str, Measure); 1] = [("size", size::measure)];

pub fn run(shell: &Shell, args: &Args) -> Result<ExitCode, Error> {
    setup::ensure(shell, Scope::Everything)?;
    let dist = page::build(shell, Build::Release)?;
    let bench = Bench { dist: &dist };
    let mut rows = Map::new();
    for (key, measure) in MEASURES {
        rows.insert(key.into(), measure(&bench)?);
    }
    match args.format {
        Format::Text => print!("{}", text(&rows)),
        Format::Json => println!("{}", Value::Object(rows)),
    }
    Ok(ExitCode::SUCCESS)
}

fn text(rows: &Map<String, Value>) -> String {
    let fields = rows.iter().flat_map(|(key, row)| {
        row.as_object()
            .into_iter()
            .flatten()
            .map(move |(field, value)| format!("{key:12} {field:14} {value:>12}\n"))
    });
    fields.collect()
}
