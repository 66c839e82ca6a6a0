//! What can be reached from Start, where a flow goes in a circle, and whether it ends.

use std::collections::BTreeSet;

use super::END;
use crate::flow::Target;
use crate::graph::Graph;
use crate::problem::Problem;

pub(super) fn check(graph: &Graph, start: usize, problems: &mut Vec<Problem>) {
    let edges: Vec<Vec<usize>> = graph.vertices.iter().map(edges).collect();
    let reachable = reach(&edges, start);
    for (place, vertex) in graph.vertices.iter().enumerate() {
        if !reachable.contains(&place) {
            let message = format!("nothing leads from Start to {}, so it never runs", vertex.name());
            problems.push(Problem::info("unreachable", message).at(&vertex.action.id));
        }
    }
    let ends =
        graph.vertices.iter().enumerate().any(|(place, vertex)| vertex.is(END) && reachable.contains(&place));
    if !ends {
        problems
            .push(Problem::info("no-end", "no End can be reached; the flow ends where a port leads nowhere"));
    }
    let circle = circle(&edges, reachable);
    if let Some(first) = circle.first().and_then(|place| graph.vertices.get(*place)) {
        let ids: Vec<_> = circle
            .iter()
            .filter_map(|place| graph.vertices.get(*place))
            .map(|vertex| format!("`{}`", vertex.action.id))
            .collect();
        let message = format!(
            "the flow can go in a circle through {}; it is stopped after 10,000 blocks or 60 s",
            ids.join(", ")
        );
        problems.push(Problem::info("circle", message).at(&first.action.id));
    }
}

fn edges(vertex: &crate::graph::Vertex) -> Vec<usize> {
    let offered =
        |port: &String| vertex.block.is_none_or(|block| block.ports.names().contains(&port.as_str()));
    vertex
        .targets
        .iter()
        .filter_map(|(port, target)| match target {
            Target::Block(place) if offered(port) => Some(*place),
            _ => None,
        })
        .collect()
}

fn reach(edges: &[Vec<usize>], start: usize) -> BTreeSet<usize> {
    let mut seen = BTreeSet::from([start]);
    let mut todo = vec![start];
    while let Some(place) = todo.pop() {
        for next in edges.get(place).into_iter().flatten() {
            if seen.insert(*next) {
                todo.push(*next);
            }
        }
    }
    seen
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
