//! `bench`: what an agent waits for and downloads, one row of the table a measure.
//!
//! The rows' keys and the names of their fields are the stable interface of `--format json`.

mod engine;
mod live;
mod size;

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::Value;

use crate::error::Error;
use crate::page::{self, Build};
use crate::setup::{self, Scope};
use crate::shell::Shell;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// How to print the results
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Take only this row; may be given several times
    #[arg(long, value_name = "ROW", value_parser = ROWS)]
    only: Vec<String>,
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

/// What was measured, and in words how.
#[derive(Debug)]
pub struct Row {
    values: Value,
    note: String,
}

/// Rows by their keys.
type Rows = BTreeMap<String, Row>;

/// The table's rows, in the order in which they are printed. All but `size` need a browser.
const ROWS: [&str; 9] =
    ["coldStart", "eventToPop", "engine", SIZE, "heap", "contacts", "select", "flood", "shift"];
const SIZE: &str = "size";

pub fn run(shell: &Shell, args: &Args) -> Result<ExitCode, Error> {
    setup::ensure(shell, Scope::Everything)?;
    let dist = page::build(shell, Build::Release)?;
    let bench = Bench { dist: &dist };
    let wanted: Vec<_> = ROWS
        .into_iter()
        .filter(|row| args.only.is_empty() || args.only.iter().any(|only| only == row))
        .collect();
    let in_browser: Vec<_> = wanted.iter().copied().filter(|row| *row != SIZE).collect();
    let mut measured =
        if in_browser.is_empty() { Rows::new() } else { live::measure(shell, &bench, &in_browser)? };
    if wanted.contains(&SIZE) {
        measured.insert(SIZE.to_owned(), size::measure(shell, &bench)?);
    }
    let rows = wanted.into_iter().filter_map(|key| Some((key, measured.remove(key)?)));
    match args.format {
        Format::Text => print!("{}", text(rows)),
        Format::Json => println!("{}", json(rows)),
    }
    Ok(ExitCode::SUCCESS)
}

fn json<'a>(rows: impl Iterator<Item = (&'a str, Row)>) -> Value {
    Value::Object(rows.map(|(key, row)| (key.to_owned(), row.values)).collect())
}

fn text<'a>(rows: impl Iterator<Item = (&'a str, Row)>) -> String {
    let mut table = String::from("\n");
    for (key, row) in rows {
        for (field, value) in row.values.as_object().into_iter().flatten() {
            table += &format!("{key:12} {field:18} {value:>12}\n");
        }
        if !row.note.is_empty() {
            table += &format!("{:12} {}\n", "", row.note);
        }
    }
    table
}
