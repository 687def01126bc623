//! Detours: that each comes back to where it was begun, that none begins itself again, and how many can be open at once.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Builder;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::story::{BeatId, DetourId, Exit};

/// So many detours can be open at once, each begun inside the one before.
const MAX_DEPTH: usize = 8;

/// So many detours that are too deep are told.
const MOST_TOLD: usize = 20;

/// So many beats of a way are named in a message.
const SHOWN: usize = 5;

/// Checks the detours of a story that has no other errors, and makes room in the state for them.
pub(super) fn check(builder: &mut Builder) {
    if has_errors(builder.diagnostics) {
        return;
    }
    check_returns(builder);
    if builder.parts.detours.is_empty() {
        return;
    }
    if builder.parts.detours.len() > usize::from(u16::MAX) {
        let message = "a story can have at most 65535 places from which a detour is begun";
        builder.report(Diagnostic::error("detour-too-deep", message, builder.detour_spans[0]));
        return;
    }
    let threads = Threads::new(builder);
    match depths(&threads.inner) {
        Ok(depths) => {
            let deepest = depths.iter().copied().max().unwrap_or(0);
            if deepest > MAX_DEPTH {
                threads.report_too_deep(builder, &depths);
                return;
            }
            // One that nothing reaches from the start counts too: a save that is carried over may stand there.
            for _ in 0..deepest {
                let lane = builder.lane();
                builder.parts.return_lanes.push(lane);
            }
        }
        Err(ring) => threads.report_recursion(builder, ring),
    }
}

/// The threads that detours lead into, by their first beats.
struct Threads {
    /// Ascending.
    firsts: Vec<BeatId>,
    /// The detours that are begun in each, and at which beat.
    begun: Vec<Vec<(DetourId, BeatId)>>,
    /// The threads that they lead into.
    inner: Vec<Vec<usize>>,
}

impl Threads {
    fn new(builder: &Builder) -> Self {
        let mut firsts: Vec<BeatId> = builder.parts.detours.iter().map(|detour| detour.via).collect();
        firsts.sort_unstable();
        firsts.dedup();
        let begun = firsts.iter().map(|&first| begun_in(builder, first)).collect();
        let mut threads = Self { firsts, begun, inner: Vec::new() };
        let into = |begun: &Vec<(DetourId, BeatId)>| {
            let mut inner: Vec<usize> = begun.iter().map(|&(detour, _)| threads.of(detour, builder)).collect();
            inner.sort_unstable();
            inner.dedup();
            inner
        };
        threads.inner = threads.begun.iter().map(into).collect();
        threads
    }

    /// The thread that a detour leads into.
    fn of(&self, detour: DetourId, builder: &Builder) -> usize {
        let via = builder.parts.detours[detour.index()].via;
        self.firsts.binary_search(&via).expect("the first beat of every detour is in the list")
    }

    /// Reports the detours that would be open as one more than there can be, each where it is begun: there alone a plain `goto` helps.
    fn report_too_deep(&self, builder: &mut Builder, depths: &[usize]) {
        // Those that hold others come first, so that each is counted after all that it is begun in.
        let mut order: Vec<usize> = (0..depths.len()).collect();
        order.sort_by_key(|&thread| std::cmp::Reverse(depths[thread]));
        let mut open = vec![1; depths.len()];
        for &thread in &order {
            self.inner[thread].iter().for_each(|&inner| open[inner] = open[inner].max(open[thread] + 1));
        }
        let outer = (0..depths.len()).filter(|&thread| open[thread] >= MAX_DEPTH);
        let too_deep: BTreeSet<DetourId> =
            outer.flat_map(|thread| &self.begun[thread]).map(|&(detour, _)| detour).collect();
        for detour in too_deep.into_iter().take(MOST_TOLD) {
            let thread = self.of(detour, builder);
            let message = format!(
                "this detour would be open inside {} others; {MAX_DEPTH} can be open at once",
                open[thread] - 1
            );
            let first = &builder.parts.beats[self.firsts[thread].index()].name;
            let hint = format!(
                "go there with a plain `goto: \"{first}\"`, in place of this `detour` and the `goto` beside it"
            );
            let span = builder.detour_spans[detour.index()];
            builder.report(Diagnostic::error("detour-too-deep", message, span).hint(hint));
        }
    }

    fn report_recursion(&self, builder: &mut Builder, thread: usize) {
        let leads_back = |&&(detour, _): &&(DetourId, BeatId)| leads_to(self.of(detour, builder), thread, &self.inner);
        let Some(&(detour, at)) = self.begun[thread].iter().find(leads_back) else { return };
        let first = self.firsts[thread];
        let way = named_way(builder, &way_to(&builder.parts.thread(first), at));
        let message = match first == at {
            true => format!("this detour is begun inside itself: the thread from {way} comes here again"),
            false => format!("this detour is begun inside itself: {way}"),
        };
        let hint = "end the thread with `return: true` before it comes here, or go there with a plain `goto`";
        let span = builder.detour_spans[detour.index()];
        builder.report(Diagnostic::error("detour-recursion", message, span).hint(hint));
    }
}

fn begun_in(builder: &Builder, first: BeatId) -> Vec<(DetourId, BeatId)> {
    let parts = &builder.parts;
    let mut begun = Vec::new();
    for id in parts.thread(first).into_keys() {
        let beat = &parts.beats[id.index()];
        let by_choice = beat.exit.choices().filter_map(|choice| parts.choices[choice.index()].detour);
        begun.extend(beat.detour.into_iter().chain(by_choice).map(|detour| (detour, id)));
    }
    begun
}

/// The way through a thread from its first beat to `last`.
fn way_to(thread: &BTreeMap<BeatId, BeatId>, last: BeatId) -> Vec<BeatId> {
    let mut way = vec![last];
    let mut at = last;
    while let Some(&before) = thread.get(&at).filter(|before| **before != at) {
        way.push(before);
        at = before;
    }
    way.reverse();
    way
}

fn named_way(builder: &Builder, way: &[BeatId]) -> String {
    let name = |beat: &BeatId| format!("`{}`", builder.parts.beats[beat.index()].name);
    let mut names: Vec<String> = way.iter().map(name).collect();
    if names.len() > SHOWN {
        names.splice(SHOWN - 2..names.len() - 1, ["others".to_owned()]);
    }
    names.join(" leads to ")
}

/// Reports beats with `return` that can be read outside of every detour.
fn check_returns(builder: &mut Builder) {
    let start = builder.parts.start;
    let thread = builder.parts.thread(start);
    let is_return = |id: &BeatId| builder.parts.beats[id.index()].exit == Exit::Return;
    for id in thread.keys().copied().filter(is_return).collect::<Vec<_>>() {
        let way = way_to(&thread, id);
        let is_via = |beat: &BeatId| builder.parts.detours.iter().any(|detour| detour.via == *beat);
        // Where the way comes upon a detour's first beat, it most likely should have begun that detour.
        let fault = (1..way.len()).find(|&at| is_via(&way[at])).unwrap_or(way.len() - 1);
        let (message, hint) = match fault {
            0 => (
                "the story cannot start with a beat that returns".to_owned(),
                "write `choices`, a `goto` or an `ending` for `return`, or name another beat as `start` in `story.ron`"
                    .to_owned(),
            ),
            at => {
                let name = |beat: BeatId| &builder.parts.beats[beat.index()].name;
                let (from, target) = (name(way[at - 1]), name(way[at]));
                let way = named_way(builder, &way[at - 1..=at]);
                (
                    format!("this beat returns, but can be reached without a detour: {way} with a plain `goto`"),
                    format!(
                        "in `{from}` write `detour: \"{target}\"` and the `goto` that follows on it, or give this beat another way on \
                         than `return`"
                    ),
                )
            }
        };
        let span = builder.written.declared(id);
        builder.report(Diagnostic::error("return-without-detour", message, span).hint(hint));
    }
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
