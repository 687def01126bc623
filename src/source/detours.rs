//! Detours: that each comes back to where it was begun, that none begins itself again, and how many can be open at once.

use super::build::Builder;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::story::{Beat, BeatId, DetourId, Exit};

/// So many detours can be open at once, each begun inside the one before.
const MAX_DEPTH: usize = 8;

/// Checks the detours of a story that has no other errors, and makes room in the state for them.
pub(super) fn check(builder: &mut Builder) {
    if has_errors(builder.diagnostics) {
        return;
    }
    let story = check_returns(builder);
    if builder.parts.detours.is_empty() {
        return;
    }
    if builder.parts.detours.len() > usize::from(u16::MAX) {
        let message = "a story can have at most 65535 places from which a detour is begun";
        builder.report(Diagnostic::error("detour-too-deep", message, builder.detour_spans[0]));
        return;
    }
    // The threads by their first beat: the detours that are begun inside each.
    let mut firsts: Vec<BeatId> = builder.parts.detours.iter().map(|detour| detour.via).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let inside: Vec<Vec<DetourId>> = firsts.iter().map(|&first| thread(builder, first).detours).collect();
    let thread_of = |detour: DetourId| firsts.binary_search(&builder.parts.detours[detour.index()].via).unwrap_or(0);
    let inner: Vec<Vec<usize>> =
        inside.iter().map(|detours| detours.iter().map(|&detour| thread_of(detour)).collect()).collect();
    let outer: Vec<usize> = story.iter().map(|&detour| thread_of(detour)).collect();
    match depths(&inner) {
        Ok(depths) => {
            let deepest = (0..depths.len()).max_by_key(|&thread| depths[thread]).unwrap_or(0);
            if depths[deepest] > MAX_DEPTH {
                let message = format!("detours may go {MAX_DEPTH} deep; from here they go {}", depths[deepest]);
                let from = (0..).map(DetourId).zip(&builder.parts.detours).find(|(_, d)| d.via == firsts[deepest]);
                let span = builder.detour_spans[from.map_or(0, |(id, _)| id.index())];
                builder.report(Diagnostic::error("detour-too-deep", message, span));
                return;
            }
            // Detours that nothing reaches from the start may still be begun by a save that is carried over.
            let room = outer.iter().map(|&thread| depths[thread]).chain(depths.iter().copied()).max().unwrap_or(0);
            for _ in 0..room {
                let lane = builder.lane();
                builder.parts.return_lanes.push(lane);
            }
        }
        Err(thread) => {
            let again = inside[thread].iter().find(|&&detour| leads_to(thread_of(detour), thread, &inner));
            let span = builder.detour_spans[again.map_or(0, |id| id.index())];
            let first = &builder.parts.beats[firsts[thread].index()].name;
            let message = format!("this detour is begun inside itself: the thread from `{first}` comes here again");
            let hint = "end the thread with `return: true` before this, or go there with a plain `goto`";
            builder.report(Diagnostic::error("detour-recursion", message, span).hint(hint));
        }
    }
}

/// What can be read from a beat on without a detour being begun or ended.
struct Thread {
    /// Those that are begun on the way.
    detours: Vec<DetourId>,
    /// Beats with `return`, each with the beat before it, if it is not the first.
    returns: Vec<(BeatId, Option<BeatId>)>,
}

fn thread(builder: &Builder, first: BeatId) -> Thread {
    let beats = &builder.parts.beats;
    let mut before: std::collections::BTreeMap<BeatId, Option<BeatId>> = [(first, None)].into();
    let mut open = vec![first];
    let mut found = Thread { detours: Vec::new(), returns: Vec::new() };
    while let Some(id) = open.pop() {
        let beat = &beats[id.index()];
        if beat.exit == Exit::Return {
            found.returns.push((id, before[&id]));
        }
        found.detours.extend(beat.detour);
        found.detours.extend(beat.exit.choices().filter_map(|choice| builder.parts.choices[choice.index()].detour));
        for next in straight_on(builder, beat) {
            before.entry(next).or_insert_with(|| {
                open.push(next);
                Some(id)
            });
        }
    }
    found.returns.sort_unstable();
    found
}

/// The beats that a beat leads to, those behind a detour included, its own beats left out.
fn straight_on(builder: &Builder, beat: &Beat) -> Vec<BeatId> {
    match &beat.exit {
        Exit::Goto(next) => vec![*next],
        Exit::Chance(targets) => {
            builder.parts.weighted_targets[targets.range()].iter().map(|target| target.goto).collect()
        }
        exit => exit.choices().map(|choice| builder.parts.choices[choice.index()].goto).collect(),
    }
}

/// Reports beats with `return` that can be read outside of every detour. Gives the detours that the story itself begins.
fn check_returns(builder: &mut Builder) -> Vec<DetourId> {
    let story = thread(builder, builder.parts.start);
    for (id, before) in story.returns {
        let span = builder.written.declared(id);
        let message = match before {
            Some(before) => {
                let before = &builder.parts.beats[before.index()].name;
                format!("this beat returns, but `{before}` leads here without a detour")
            }
            None => "the story cannot start with a beat that returns".to_owned(),
        };
        let hint = "begin it with `detour`, or give the beat another way on";
        builder.report(Diagnostic::error("return-without-detour", message, span).hint(hint));
    }
    story.detours
}

/// How many detours can be open at once inside each thread, itself counted; or a thread that begins itself.
fn depths(inner: &[Vec<usize>]) -> Result<Vec<usize>, usize> {
    let mut depths = vec![0; inner.len()];
    let mut is_open = vec![true; inner.len()];
    loop {
        let ready: Vec<usize> =
            (0..inner.len()).filter(|&t| is_open[t] && inner[t].iter().all(|&other| !is_open[other])).collect();
        if ready.is_empty() {
            break;
        }
        for thread in ready {
            depths[thread] = 1 + inner[thread].iter().map(|&other| depths[other]).max().unwrap_or(0);
            is_open[thread] = false;
        }
    }
    match (0..inner.len()).find(|&thread| is_open[thread] && leads_to_itself(thread, inner)) {
        Some(ring) => Err(ring),
        None => Ok(depths),
    }
}

fn leads_to_itself(thread: usize, inner: &[Vec<usize>]) -> bool {
    inner[thread].iter().any(|&other| leads_to(other, thread, inner))
}

fn leads_to(from: usize, to: usize, inner: &[Vec<usize>]) -> bool {
    let mut seen = vec![false; inner.len()];
    let mut open = vec![from];
    while let Some(thread) = open.pop() {
        if thread == to {
            return true;
        }
        if !std::mem::replace(&mut seen[thread], true) {
            open.extend(&inner[thread]);
        }
    }
    false
}
