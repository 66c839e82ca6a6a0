//! `cti fmt`.

use std::fs;
use std::path::{Path, PathBuf};

use cti_flow::wire::Document;
use cti_flow::{Problem, Severity};

use crate::check::line;
use crate::input::read_text;
use crate::{InputError, Report, exit};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub check: bool,
    pub upgrade: bool,
}

pub(crate) fn fmt(files: &[PathBuf], wanted: Wanted) -> Report {
    let mut report = Report::default();
    for file in files {
        if let Err(error) = one(file, wanted, &mut report) {
            report.errors += &format!("cti: {error}\n");
            report.code = exit::UNREADABLE;
        }
    }
    report
}

fn one(file: &Path, wanted: Wanted, report: &mut Report) -> Result<(), InputError> {
    let stored = read_text(file)?;
    let (document, problems) = Document::read(&stored);
    let Some(mut document) = document else {
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        report.errors += &errors.map(|problem: &Problem| line(file, problem)).collect::<String>();
        report.code = report.code.max(exit::FAILED);
        return Ok(());
    };
    if wanted.upgrade {
        document.upgrade();
    }
    let written = document.write() + "\n";
    if written == stored {
        return Ok(());
    }
    if wanted.check {
        report.errors += &format!("{}: not in the strict form; run `cti fmt`\n", file.display());
        report.code = report.code.max(exit::FAILED);
        return Ok(());
    }
    // Beside the file first, so that a full disk leaves the flow as it was.
    let beside = file.with_extension("json.new");
    let unwritable = |source| InputError::Unwritable { path: file.to_owned(), source };
    fs::write(&beside, written).map_err(unwritable)?;
    fs::rename(&beside, file).map_err(unwritable)?;
    report.output += &format!("{}\n", file.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    /// A file of the test's own, gone with it.
    struct Flow(PathBuf);

    impl Flow {
        fn new(name: &str, body: &str) -> Self {
            let path = std::env::temp_dir().join(format!("cti-fmt-{}-{name}.json", std::process::id()));
            fs::write(&path, body).unwrap();
            Self(path)
        }

        fn fmt(&self, check: bool, upgrade: bool) -> u8 {
            fmt(std::slice::from_ref(&self.0), Wanted { check, upgrade }).code
        }

        fn text(&self) -> String {
            fs::read_to_string(&self.0).unwrap()
        }
    }

    impl Drop for Flow {
        fn drop(&mut self) {
            let _ = fs::remove_file(&self.0);
        }
    }

    #[test]
    fn a_file_is_written_strictly_once() {
        let body = r#"{"x":1,"actions":[{"id":0,"type":"SE_end","controls":null}]}"#;
        let flow = Flow::new("strict", body);
        assert_eq!(flow.fmt(true, false), exit::FAILED);
        assert_eq!(flow.text(), body);
        assert_eq!(flow.fmt(false, false), exit::FINE);
        expect![[r#"
            {
              "actions": [
                {
                  "id": "0",
                  "type": "SE_end",
                  "meta": {},
                  "controls": {},
                  "ports": {},
                  "position": [
                    0,
                    0
                  ]
                }
              ],
              "x": 1
            }
        "#]]
        .assert_eq(&flow.text());
        assert_eq!(flow.fmt(true, false), exit::FINE);
        assert_eq!(flow.fmt(true, true), exit::FAILED);
        assert_eq!(flow.fmt(false, true), exit::FINE);
        assert!(flow.text().contains(r#""formatVersion": 2"#) && flow.text().contains(r#""SE_End""#));
        assert_eq!(flow.fmt(true, true), exit::FINE);
    }

    #[test]
    fn what_is_no_flow_stays_as_it_is() {
        let flow = Flow::new("script", "(function() {})");
        assert_eq!(flow.fmt(false, true), exit::FAILED);
        assert_eq!(flow.text(), "(function() {})");
    }
}
