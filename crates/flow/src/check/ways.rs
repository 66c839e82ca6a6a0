//! Where a flow can go, and ports that should lead somewhere.

use std::collections::BTreeSet;

use super::View;
use crate::flow::Flow;
use crate::problem::Problem;
use crate::spec::Ports;

/// Blocks that write to Salesforce or Connect or call somebody: if one fails, something is missing there.
const WRITES: &[&str] = &[
    "SE_SFSaveLog",
    "SE_SFCreateTask",
    "SE_SFRunApex",
    "SE_SFCompleteHvsWorkWithTaskSaved",
    "SE_SFSetAgentState",
    "SE_CoreHttpRequest",
    "SE_ContactUpdateAttributes",
    "SE_AgentCreateTask",
    "SE_AgentDialNumber",
    "SE_AgentSetStatus",
    "SE_AgentSetStatusByName",
    "SE_ContactLeaveVoicemail",
    "SE_ContactStartRecording",
    "SE_ContactStopRecording",
];

/// The blocks that can run; all of them where there is no Start.
pub(super) fn reachable(flow: &Flow) -> BTreeSet<usize> {
    let Some(start) = flow.start() else { return (0..flow.len()).collect() };
    let mut found = ahead(flow, start);
    found.insert(start);
    found
}

/// The blocks that can run after one.
pub(super) fn ahead(flow: &Flow, from: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut todo = vec![from];
    while let Some(place) = todo.pop() {
        for next in flow.node(place).into_iter().flat_map(|node| node.next()) {
            if found.insert(next) {
                todo.push(next);
            }
        }
    }
    found
}

pub(super) fn check(view: &mut View<'_>) {
    for (_, node) in view.nodes() {
        let Some(block) = node.block else { continue };
        let open = |port: &str| node.target(port).is_none();
        if block.ports == Ports::TrueFalse && open("true") && open("false") {
            let message = format!(
                "neither port of {} leads anywhere, so it decides nothing; connect one",
                node.title()
            );
            view.problems.push(Problem::warning("open-decision", message).at(&node.id));
        }
        if node.is_a(WRITES) && open("failure") {
            let message = format!(
                "if {} fails, the flow ends there as failed; connect `failure` to what shall happen then",
                node.title()
            );
            view.problems.push(Problem::info("open-failure", message).at(&node.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn ports_that_matter_lead_somewhere() {
        check(
            &[
                json!({ "type": "SE_SFCreateTask", "ports": { "success": "uid-2" } }),
                json!({ "type": "SE_ContactIsVoice", "ports": {} }),
            ],
            ("", ""),
            expect![[r#"
                info[unreachable] block `uid-3`: nothing leads from Start to End, so it never runs
                info[no-end]: no End can be reached; the flow ends where a port leads nowhere
                info[open-failure] block `uid-1`: if Create a Task fails, the flow ends there as failed; connect `failure` to what shall happen then
                warning[open-decision] block `uid-2`: neither port of Is Voice Contact? leads anywhere, so it decides nothing; connect one"#]],
        );
    }

    #[test]
    fn a_call_that_may_not_come_about_is_named() {
        let dial = json!({ "type": "SE_AgentDialNumber", "controls": { "phoneNumber": "$.payload.number" }, "ports": { "success": "uid-2" } });
        check(
            &[dial],
            ("salesforceUi", "onClickToDial"),
            expect![
                "info[open-failure] block `uid-1`: if Dial Number fails, the flow ends there as failed; connect `failure` to what shall happen then"
            ],
        );
    }

    #[test]
    fn one_way_of_a_decision_may_end_the_flow() {
        check(&[json!({ "type": "SE_ContactIsVoice", "ports": { "true": "uid-2" } })], ("", ""), expect![""]);
    }
}
