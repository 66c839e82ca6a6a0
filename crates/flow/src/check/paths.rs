//! What can be reached from Start, where a flow goes in a circle, and whether it ends.

use std::collections::BTreeSet;

use super::ways::reachable;
use crate::flow::Flow;
use crate::problem::Problem;
use crate::validate::END;

/// What a reader of a flow should know of its ways, and what keeps no flow from running: the softphone does
/// not ask.
pub fn paths(flow: &Flow) -> Vec<Problem> {
    let mut problems = Vec::new();
    if flow.start().is_none() {
        return problems;
    }
    let reachable = reachable(flow);
    for (_, node) in flow.nodes().iter().enumerate().filter(|(place, _)| !reachable.contains(place)) {
        let message = format!("nothing leads from Start to {}, so it never runs", node.title());
        problems.push(Problem::info("unreachable", message).at(&node.id));
    }
    let mut run = reachable.iter().filter_map(|place| flow.node(*place));
    if !run.any(|node| node.is_a(&[END])) {
        problems
            .push(Problem::info("no-end", "no End can be reached; the flow ends where a port leads nowhere"));
    }
    let edges: Vec<Vec<usize>> = flow.nodes().iter().map(|node| node.next().collect()).collect();
    let circle: Vec<_> = circle(&edges, reachable).into_iter().filter_map(|place| flow.node(place)).collect();
    if let Some(first) = circle.first() {
        let ids: Vec<_> = circle.iter().map(|node| format!("`{}`", node.id)).collect();
        let message = format!(
            "the flow can go in a circle through {}; it is stopped after 10,000 blocks or 60 s",
            ids.join(", ")
        );
        problems.push(Problem::info("circle", message).at(&first.id));
    }
    problems
}

/// Takes away blocks that nothing leads to or that lead nowhere until none is left but circles and what
/// joins them.
fn circle(edges: &[Vec<usize>], mut left: BTreeSet<usize>) -> Vec<usize> {
    let mut backward: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            if let Some(sources) = backward.get_mut(*to) {
                sources.push(from);
            }
        }
    }
    for side in [edges, backward.as_slice()] {
        peel(side, &mut left);
    }
    left.into_iter().collect()
}

/// Removes everything from which no circle can be reached along `forward`.
fn peel(forward: &[Vec<usize>], left: &mut BTreeSet<usize>) {
    let ways = |place: usize, left: &BTreeSet<usize>| {
        forward.get(place).map_or(0, |targets| targets.iter().filter(|to| left.contains(*to)).count())
    };
    let mut counts: Vec<usize> = (0..forward.len()).map(|place| ways(place, left)).collect();
    let mut sources: Vec<Vec<usize>> = vec![Vec::new(); forward.len()];
    for (from, targets) in forward.iter().enumerate() {
        for to in targets {
            if let Some(list) = sources.get_mut(*to) {
                list.push(from);
            }
        }
    }
    let mut dead: Vec<usize> = left.iter().copied().filter(|place| counts.get(*place) == Some(&0)).collect();
    while let Some(place) = dead.pop() {
        left.remove(&place);
        for from in sources.get(place).into_iter().flatten().filter(|from| left.contains(*from)) {
            if let Some(count) = counts.get_mut(*from) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    dead.push(*from);
                }
            }
        }
    }
}
