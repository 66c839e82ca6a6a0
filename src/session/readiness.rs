//! What must be there before flows may run.

/// A thing to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Agent,
    Settings,
    Host,
    PhoneEngine,
}

/// Counts what has come; ready exactly once.
#[derive(Debug)]
pub struct Readiness {
    missing: Vec<Step>,
}

impl Default for Readiness {
    fn default() -> Self {
        Self { missing: vec![Step::Agent, Step::Settings, Step::Host, Step::PhoneEngine] }
    }
}

impl Readiness {
    /// Whether this was the last step missing.
    pub fn done(&mut self, step: Step) -> bool {
        let before = self.missing.len();
        self.missing.retain(|missing| *missing != step);
        before > 0 && self.missing.is_empty()
    }

    pub fn is_missing(&self, step: Step) -> bool {
        self.missing.contains(&step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_makes_ready_and_only_once() {
        let mut readiness = Readiness::default();
        assert!(!readiness.done(Step::Settings));
        assert!(!readiness.done(Step::Settings));
        assert!(!readiness.done(Step::Host));
        assert!(!readiness.done(Step::PhoneEngine));
        assert!(readiness.done(Step::Agent));
        assert!(!readiness.done(Step::Agent));
    }
}
