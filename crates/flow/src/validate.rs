//! Judges a graph and compiles it: everything that is wrong is said at once.

mod controls;

use crate::blocks;
use crate::flow::{Flow, Node, Target};
use crate::graph::{Graph, Vertex};
use crate::problem::Problem;

pub(crate) const START: &str = "SE_Start";
pub(crate) const END: &str = "SE_End";

pub(crate) fn validate(graph: Graph, problems: &mut Vec<Problem>) -> Flow {
    let start = find_start(&graph, problems);
    for vertex in &graph.vertices {
        check_ports(vertex, problems);
    }
    let compiled: Vec<_> =
        graph.vertices.iter().map(|vertex| controls::compile(vertex, &graph, problems)).collect();
    let nodes = graph.vertices.into_iter().zip(compiled).map(|(vertex, controls)| Node {
        id: vertex.action.id.into(),
        r#type: vertex.action.r#type.into(),
        title: vertex.action.meta.get("title").and_then(|title| title.as_str()).map(Into::into),
        block: vertex.block,
        compose: vertex.block.and_then(blocks::composer),
        controls,
        targets: vertex.targets.into_iter().map(|(port, target)| (port.into(), target)).collect(),
    });
    Flow::new(graph.name, nodes.collect(), start)
}

impl Vertex {
    fn is(&self, r#type: &str) -> bool {
        self.block.is_some_and(|block| block.r#type == r#type)
    }

    /// How messages to administrators name the block.
    fn name(&self) -> &str {
        let title = self.action.meta.get("title").and_then(|title| title.as_str());
        title.or(self.block.map(|block| block.name)).unwrap_or(&self.action.r#type)
    }
}

fn find_start(graph: &Graph, problems: &mut Vec<Problem>) -> Option<usize> {
    if graph.vertices.is_empty() {
        if problems.is_empty() {
            problems.push(Problem::info("empty-flow", "the flow has no blocks and does nothing"));
        }
        return None;
    }
    let mut starts =
        graph.vertices.iter().enumerate().filter(|(_, vertex)| vertex.is(START)).map(|(place, _)| place);
    let first = starts.next();
    if first.is_none() {
        let message =
            format!("the flow has no Start, so it never runs; add a block of type `{START}` and connect it");
        problems.push(Problem::error("no-start", message));
    }
    for place in starts {
        if let Some(vertex) = graph.vertices.get(place) {
            let message = "the flow has a second Start, which is never used; delete it";
            problems.push(Problem::warning("second-start", message).at(&vertex.action.id));
        }
    }
    first
}

fn check_ports(vertex: &Vertex, problems: &mut Vec<Problem>) {
    let id = &vertex.action.id;
    for (port, target) in &vertex.targets {
        let offered = vertex.block.is_none_or(|block| block.ports.names().contains(&port.as_str()));
        if !offered {
            let names = vertex.block.map_or(&[] as &[&str], |block| block.ports.names());
            let offers = match names {
                [] => "none".to_owned(),
                names => names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and "),
            };
            let message = format!(
                "{} has no port `{port}` (it has {offers}), so this connection is never taken; delete it",
                vertex.name()
            );
            problems.push(Problem::warning("unknown-port", message).at(id));
        } else if let Target::Missing(target) = target {
            let message = format!(
                "port `{port}` of {} leads to `{target}`, which does not exist; connect it to another block or delete the connection",
                vertex.name()
            );
            problems.push(Problem::warning("dangling-port", message).at(id));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Flow, Load};
    use expect_test::{Expect, expect};
    use serde_json::{Value, json};

    fn check(actions: Value, expected: Expect) {
        let (flow, problems) = Flow::load("test", &json!({ "actions": actions }).to_string());
        let mut lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        lines.push(if flow.is_some() { "runs".to_owned() } else { "never runs".to_owned() });
        expected.assert_eq(&lines.join("\n"));
    }

    /// Start, a block, End: everything connected.
    fn check_block(block: Value, expected: Expect) {
        let mut block = block;
        block["id"] = json!("x");
        let ports = json!({ "done": "e", "success": "e", "failure": "e", "true": "e", "false": "e" });
        let offered = crate::blocks::all()
            .find(|known| Some(known.r#type) == block["type"].as_str())
            .map_or(ports.clone(), |known| {
                known.ports.names().iter().map(|p| (*p).to_owned()).map(|p| (p, json!("e"))).collect()
            });
        block["ports"] = offered;
        check(
            json!([{ "id": "s", "type": "SE_Start", "ports": { "done": "x" } }, block, { "id": "e", "type": "SE_End" }]),
            expected,
        );
    }

    #[test]
    fn a_flow_without_start_never_runs() {
        check(
            json!([{ "id": "1", "type": "SE_End" }]),
            expect![[r#"
            error[no-start]: the flow has no Start, so it never runs; add a block of type `SE_Start` and connect it
            never runs"#]],
        );
    }

    #[test]
    fn a_second_start_is_never_used() {
        check(
            json!([
                { "id": "1", "type": "SE_Start", "ports": { "done": "3" } },
                { "id": "2", "type": "SE_Start", "ports": { "done": "3" } },
                { "id": "3", "type": "SE_End" },
            ]),
            expect![[r#"
                warning[second-start] block `2`: the flow has a second Start, which is never used; delete it
                runs"#]],
        );
    }

    #[test]
    fn nothing_drawn_does_nothing() {
        check(
            json!([]),
            expect![[r#"
            info[empty-flow]: the flow has no blocks and does nothing
            runs"#]],
        );
    }

    #[test]
    fn ports_lead_somewhere_and_exist() {
        check(
            json!([{ "id": "1", "type": "SE_Start", "ports": { "done": "uid-9", "success": "1" } }]),
            expect![[r#"
                warning[dangling-port] block `1`: port `done` of Start leads to `uid-9`, which does not exist; connect it to another block or delete the connection
                warning[unknown-port] block `1`: Start has no port `success` (it has `done`), so this connection is never taken; delete it
                runs"#]],
        );
    }

    #[test]
    fn the_last_of_two_blocks_with_an_id_counts() {
        check(
            json!([
                { "id": "1", "type": "SE_Start", "ports": { "done": "2" } },
                { "id": "2", "type": "SE_Log", "controls": { "message": "" } },
                { "id": "2", "type": "SE_End" },
            ]),
            expect![[r#"
                warning[duplicate-id] block `2`: two blocks have this id; only the last one counts, so give one of them another id
                runs"#]],
        );
    }

    #[test]
    fn an_unknown_block_has_a_nearest() {
        check_block(
            json!({ "type": "SE_CoreTruty", "controls": {} }),
            expect![[r#"
            warning[unknown-block] block `x`: this version does not know the block type `SE_CoreTruty`; the nearest that it knows is `SE_CoreTruthy` (Is Truthy?); the block fails when it is reached, so replace it or connect its `failure`
            runs"#]],
        );
    }

    #[test]
    fn a_type_may_be_spelt_otherwise() {
        check_block(
            json!({ "type": "SE_coregetproperty", "controls": { "key": "a" } }),
            expect![[r#"
            info[other-type-name] block `x`: type `SE_coregetproperty` is taken for `SE_GetProperty` (Get Property)
            warning[unknown-port] block `x`: Get Property has no port `success` (it has `done`), so this connection is never taken; delete it
            warning[unknown-port] block `x`: Get Property has no port `failure` (it has `done`), so this connection is never taken; delete it
            warning[unknown-port] block `x`: Get Property has no port `true` (it has `done`), so this connection is never taken; delete it
            warning[unknown-port] block `x`: Get Property has no port `false` (it has `done`), so this connection is never taken; delete it
            runs"#]],
        );
    }

    #[test]
    fn required_controls_are_asked_for() {
        check_block(
            json!({ "type": "SE_AgentDialNumber", "controls": { "phoneNumber": " " } }),
            expect![[r#"
            warning[missing-control] block `x`, control `phoneNumber`: Dial Number needs `phoneNumber`; fill it in
            runs"#]],
        );
        check_block(json!({ "type": "SE_Log", "controls": { "message": "" } }), expect!["runs"]);
    }

    #[test]
    fn the_only_stranger_is_taken_for_what_is_missing() {
        check_block(
            json!({ "type": "SE_AgentDialNumber", "controls": { "number": "+1" } }),
            expect![[r#"
            warning[other-control-name] block `x`, control `number`: Dial Number has no control `number`; it is taken for `phoneNumber`
            runs"#]],
        );
        check_block(
            json!({ "type": "SE_AgentDialNumber", "controls": { "phoneNumber": "+1", "x": 1, "y": 2 } }),
            expect![[r#"
                info[unknown-control] block `x`, control `x`: Dial Number has no control `x`; its value is kept, but not used
                info[unknown-control] block `x`, control `y`: Dial Number has no control `y`; its value is kept, but not used
                runs"#]],
        );
    }

    #[test]
    fn references_lead_to_blocks() {
        check_block(
            json!({ "type": "SE_SetProperty", "meta": { "title": "Keep it" }, "controls": {
                "key": "$.payloads.x", "value": { "a": ["$.actions.s9.results.value", "$12.results.type", "$.actions.s.results"] } } }),
            expect![[r#"
                warning[unknown-reference] block `x`, control `key`: `$.payloads.x` is never defined; references start with `$.payload`, `$.contact`, `$.agent` or `$.actions`
                warning[unknown-reference] block `x`, control `value`: `$.actions.s9.results.value` refers to block `s9`, which does not exist, and is never defined; refer to another block, perhaps to `s`
                warning[not-a-reference] block `x`, control `value`: `$12.results.type` is no reference and counts as plain text; a reference looks like `$.actions.uid-1.results.value`
                runs"#]],
        );
    }

    #[test]
    fn a_price_is_no_mistaken_reference() {
        check_block(json!({ "type": "SE_Log", "controls": { "message": "$" } }), expect!["runs"]);
    }

    #[test]
    fn a_fixed_decision_decides_nothing() {
        check_block(
            json!({ "type": "SE_CoreTruthy", "controls": { "value": "" } }),
            expect![[r#"
            warning[fixed-decision] block `x`, control `value`: `""` is a fixed value, so the flow always takes `false`; refer to a value such as `$.actions.uid-1.results.value`
            runs"#]],
        );
        check_block(
            json!({ "type": "SE_CoreTruthy", "controls": { "value": "false" } }),
            expect![[r#"
            warning[fixed-decision] block `x`, control `value`: `"false"` is a fixed value, so the flow always takes `true`; refer to a value such as `$.actions.uid-1.results.value`
            runs"#]],
        );
    }

    #[test]
    fn values_are_of_their_kind() {
        check_block(
            json!({ "type": "SE_SFSearchAndScreenpop", "controls": { "searchParams": "x", "callType": "sideways", "defaultFieldValues": "x" } }),
            expect![[r#"
                warning[not-a-map] block `x`, control `defaultFieldValues`: `defaultFieldValues` takes names with values, not text, and counts as empty
                warning[unknown-choice] block `x`, control `callType`: `sideways` is none of the choices of `callType`: inbound, outbound, internal
                runs"#]],
        );
        check_block(
            json!({ "type": "SE_CoreMultiply", "controls": { "value1": "x", "value2": "7" } }),
            expect![[r#"
                warning[not-a-number] block `x`, control `value1`: `value1` takes a number, and `"x"` is none
                runs"#]],
        );
    }

    #[test]
    fn a_query_that_is_refused_is_named() {
        for (query, expected) in [
            (
                "UPDATE Contact",
                expect![[r#"
                    warning[refused-query] block `x`, control `query`: the query is refused when the flow runs: the query must begin with SELECT
                    runs"#]],
            ),
            (
                "$.contact.attributes.query",
                expect![[r#"
                    warning[refused-query] block `x`, control `query`: the query is refused when the flow runs: the words of the query come from data; write them in the flow, with a String Template for the values in it
                    runs"#]],
            ),
            (
                "$.actions.x.results.value",
                expect![[r#"
                    warning[refused-query] block `x`, control `query`: the query is refused when the flow runs: the words of the query come from data; write them in the flow, with a String Template for the values in it
                    runs"#]],
            ),
            ("SELECT Id FROM Contact WHERE Name = 'O\\'Brien'", expect!["runs"]),
        ] {
            check_block(json!({ "type": "SE_SFQuery", "controls": { "query": query } }), expected);
        }
    }

    #[test]
    fn a_pattern_that_is_refused_is_named() {
        for (controls, expected) in [
            (
                json!({ "input": "x", "pattern": "/a(?=b)/g" }),
                expect![[r#"
                warning[refused-pattern] block `x`, control `pattern`: the pattern is refused when the flow runs: the pattern has at character 4 what is not supported: lookahead
                runs"#]],
            ),
            (
                json!({ "input": "x", "pattern": "/sales/office" }),
                expect![[r#"
                    warning[refused-pattern] block `x`, control `pattern`: the pattern is refused when the flow runs: the pattern's flag `o` is not supported; there are `g`, `i`, `m`, `s` and `u`
                    runs"#]],
            ),
            (json!({ "input": "x", "pattern": "(" }), expect!["runs"]),
            (json!({ "input": "x", "pattern": "/[0-9]+/g" }), expect!["runs"]),
            (json!({ "input": "x", "pattern": "$.contact.queueName" }), expect!["runs"]),
        ] {
            check_block(json!({ "type": "SE_CoreReplaceString", "controls": controls }), expected);
        }
        for (controls, expected) in [
            (
                json!({ "operandA": "", "op": "matches", "value2": "(a)\\1" }),
                expect![[r#"
                warning[refused-pattern] block `x`, control `operandB`: the pattern is refused when the flow runs: the pattern has at character 5 what is not supported: a reference to a group
                runs"#]],
            ),
            (json!({ "operandA": "", "comparator": "equal", "operandB": "(" }), expect!["runs"]),
        ] {
            check_block(json!({ "type": "SE_CoreDecision", "controls": controls }), expected);
        }
    }

    #[test]
    fn a_query_may_be_put_together() {
        check(
            json!([
                { "id": "1", "type": "SE_Start", "ports": { "done": "2" } },
                { "id": "2", "type": "SE_CoreStringTemplate", "controls": { "template": "SELECT Id FROM Case WHERE Subject = '{{a}}'" }, "ports": { "done": "3" } },
                { "id": "3", "type": "SE_SFQueryValue", "controls": { "soql": "$.actions.2.results.string" }, "ports": { "success": "4" } },
                { "id": "4", "type": "SE_End" },
            ]),
            expect!["runs"],
        );
    }

    #[test]
    fn circles_are_named() {
        check(
            json!([
                { "id": "1", "type": "SE_Start", "ports": { "done": "2" } },
                { "id": "2", "type": "SE_CoreTruthy", "controls": { "value": "$.payload" }, "ports": { "true": "3", "false": "4" } },
                { "id": "3", "type": "SE_Log", "controls": { "message": "" }, "ports": { "done": "2" } },
                { "id": "4", "type": "SE_Log", "controls": { "message": "" } },
                { "id": "5", "type": "SE_End" },
            ]),
            expect!["runs"],
        );
    }
}
