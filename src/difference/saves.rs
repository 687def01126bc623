//! What becomes of playthroughs that were saved in the earlier version: some are played, left at a random point, and taken up in the later.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Change, Kind, Options};
use crate::story::{Landing, NamedState, Playthrough, Record, Story, Xoshiro256PlusPlus};

/// How a saved playthrough is taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// As it was left.
    Exact,
    /// Every choice is made again, and something differs at the end of them.
    Replayed,
    /// A choice cannot be made again, so the state is carried over to the same beat.
    Carried,
    /// The beat is gone too, so the playthrough goes back to where its choices still lead.
    Cut,
}

impl Fate {
    /// All of them, from the best to the worst.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Replayed, Self::Carried, Self::Cut];
}

/// One playthrough that is not taken up as it was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    pub fate: Fate,
    /// How many of the playthroughs have this fate for this reason.
    pub playthroughs: u32,
    pub reason: String,
    /// Whether the reason is that a beat or choice is gone.
    pub is_gone: bool,
    /// The choices made in one of them, as `scene/beat/choice`, and the beat where it was left.
    pub choices: Vec<String>,
    pub left_at: String,
    /// Its seed.
    pub seed: u64,
    /// What happens to it, beyond its fate: what is lost, or how many choices are kept.
    pub outcome: String,
}

/// What the playthroughs came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saves {
    pub options: Options,
    /// How many playthroughs have each of [`Fate::ALL`].
    pub fates: [u32; 4],
    /// One for every fate but the first and every reason, the most frequent first within a fate.
    pub examples: Vec<Example>,
    /// The beats and choices that seem renamed and are named in a reason: the name it has now, and the one it had.
    pub renamed: Vec<[String; 2]>,
}

impl Saves {
    /// Plays and takes up `options.runs` playthroughs.
    pub(super) fn draw(before: &Arc<Story>, after: &Arc<Story>, changes: &[Change], options: Options) -> Self {
        let mut dice = Xoshiro256PlusPlus::from_seed(options.seed);
        let mut fates = [0; 4];
        let mut examples: BTreeMap<(Fate, String), Example> = BTreeMap::new();
        for _ in 0..options.runs {
            let record = leave_somewhere(before, &mut dice, options.most_choices).record();
            let example = take_up(after, &record);
            fates[example.fate as usize] += 1;
            if example.fate != Fate::Exact {
                let key = (example.fate, example.reason.clone());
                examples.entry(key).and_modify(|known| known.playthroughs += 1).or_insert(example);
            }
        }
        let mut examples: Vec<Example> = examples.into_values().collect();
        examples.sort_by(|a, b| (a.fate, b.playthroughs, &a.reason).cmp(&(b.fate, a.playthroughs, &b.reason)));
        let renamed = renamed(changes, &examples);
        Self { options, fates, examples, renamed }
    }
}

/// A random playthrough, gone back to a random one of its turns.
fn leave_somewhere(story: &Arc<Story>, dice: &mut Xoshiro256PlusPlus, most_choices: u32) -> Playthrough {
    let mut playthrough = Playthrough::start(Arc::clone(story), dice.next_u64());
    let mut made = 0;
    while made < most_choices {
        let open = playthrough.turn().open().count() as u32;
        if open == 0 {
            break;
        }
        let drawn = 1 + dice.below(open) as usize;
        playthrough.choose(drawn).expect("the number drawn is that of an open choice");
        made += 1;
    }
    playthrough.rewind(dice.below(made + 1) as usize);
    playthrough
}

fn take_up(story: &Arc<Story>, record: &Record) -> Example {
    let (playthrough, landing) = Playthrough::resume(Arc::clone(story), record);
    let state = playthrough.record().state;
    let why = || stumbling(story, record);
    let (fate, reason, outcome) = match landing {
        Landing::Exact => (Fate::Exact, String::new(), String::new()),
        Landing::Replayed => {
            // By present names: what was only renamed does not differ.
            let (reason, outcome) = first_difference(&by_present_names(story, &record.state), &state);
            (Fate::Replayed, reason, outcome)
        }
        Landing::Carried { lost } if lost.is_empty() => {
            (Fate::Carried, why(), "nothing of its state is lost".to_owned())
        }
        Landing::Carried { lost } => {
            let lost: Vec<String> = lost.iter().map(ToString::to_string).collect();
            (Fate::Carried, why(), lost.join(", "))
        }
        Landing::Cut { taken, of } => {
            (Fate::Cut, why(), format!("it keeps {taken} of its {of} choices, and goes on at `{}`", state.beat))
        }
    };
    let choices = record.log.iter().map(|chosen| format!("{}/{}", chosen.beat, chosen.choice)).collect();
    let left_at = record.state.beat.clone();
    let is_gone = reason.ends_with(GONE);
    Example { fate, playthroughs: 1, reason, is_gone, choices, left_at, seed: record.seed, outcome }
}

const GONE: &str = " is gone";

/// Why the first choice that cannot be made again cannot.
fn stumbling(story: &Arc<Story>, record: &Record) -> String {
    let mut playthrough = Playthrough::start(Arc::clone(story), record.seed);
    for chosen in &record.log {
        let at = playthrough.state().beat();
        let full = format!("{}/{}", chosen.beat, chosen.choice);
        return match (story.beat_once_called(&chosen.beat), story.choice_once_called(at, &chosen.choice)) {
            (None, _) => format!("the beat `{}`{GONE}", chosen.beat),
            (Some(beat), _) if beat != at => {
                format!("a choice leads to `{}` that led to `{}`", story.beat(at).name, chosen.beat)
            }
            (_, None) => format!("the choice `{full}`{GONE}"),
            (_, Some(choice)) if playthrough.choose_named(&story.choice(choice).name).is_ok() => continue,
            (_, Some(_)) => format!("the choice `{full}` is not open any more"),
        };
    }
    format!("the beat `{}`{GONE}", record.state.beat)
}

/// A state of the earlier version by the names of `story`. What that does not declare keeps its name, and what is new in it is left out.
fn by_present_names(story: &Story, named: &NamedState) -> NamedState {
    let Some((state, _)) = story.resolve_state(named) else { return named.clone() };
    let mut present = story.name_state(&state);
    let stats: BTreeMap<_, _> = named.stats.iter().map(|stat| (story.stat_once_called(stat.0), stat)).collect();
    let enums: BTreeMap<_, _> =
        named.enums.iter().map(|declared| (story.enum_once_called(declared.0), declared)).collect();
    present.stats.retain(|name, _| stats.contains_key(&story.stat_once_called(name)));
    present.enums.retain(|name, _| enums.contains_key(&story.enum_once_called(name)));
    present.stats.extend(stats.get(&None).map(|&(name, value)| (name.clone(), *value)));
    present.enums.extend(enums.get(&None).map(|&(name, word)| (name.clone(), word.clone())));
    present
}

/// What differs first between two states, by name alone, and then in full.
fn first_difference(was: &NamedState, is: &NamedState) -> (String, String) {
    if was.beat != is.beat {
        return (format!("its last choice leads to `{}` now", is.beat), format!("it led to `{}`", was.beat));
    }
    for (name, value) in &is.stats {
        match was.stats.get(name) {
            None => return (format!("the stat `{name}` is new"), format!("it stands at {value}")),
            Some(old) if old != value => {
                return (format!("the stat `{name}` differs"), format!("it was {old}, and is {value}"));
            }
            _ => {}
        }
    }
    for (name, word) in &is.enums {
        match was.enums.get(name) {
            None => return (format!("the enum `{name}` is new"), format!("it is {word}")),
            Some(old) if old != word => {
                return (format!("the enum `{name}` differs"), format!("it was {old}, and is {word}"));
            }
            _ => {}
        }
    }
    let declared = was.stats.keys().filter(|name| !is.stats.contains_key(*name));
    if let Some(name) = declared.chain(was.enums.keys().filter(|name| !is.enums.contains_key(*name))).next() {
        return (format!("`{name}` is no longer declared"), "its value is dropped".to_owned());
    }
    if let Some(name) = is.flags.symmetric_difference(&was.flags).next() {
        let now = if is.flags.contains(name) { "it is set now" } else { "it was set" };
        return (format!("the flag `{name}` differs"), now.to_owned());
    }
    if is.detours != was.detours {
        let outer =
            |detours: &[String]| detours.first().map_or("none".to_owned(), |first| format!("that of `{first}`"));
        let outcome = format!("it was {}, and is {}", outer(&was.detours), outer(&is.detours));
        return ("the detour that is being played differs".to_owned(), outcome);
    }
    if let Some(name) = is.once.symmetric_difference(&was.once).next() {
        let now = if is.once.contains(name) { "it is spent now" } else { "it was spent, and may be chosen again" };
        return (format!("the choice `{name}` differs in whether it is spent"), now.to_owned());
    }
    if is.deal != was.deal {
        return ("other cards are drawn".to_owned(), "all of its stats, enums and flags are as they were".to_owned());
    }
    if is.generator != was.generator {
        return ("chance was asked otherwise".to_owned(), "what falls by chance from here on may differ".to_owned());
    }
    ("what is remembered of visits differs".to_owned(), "all of its stats, enums and flags are as they were".to_owned())
}

/// Beats and choices that seem renamed and that some playthrough stumbled over.
fn renamed(changes: &[Change], examples: &[Example]) -> Vec<[String; 2]> {
    let renames = changes.iter().filter_map(|change| match &change.kind {
        // Who has said it already need not be told to.
        Kind::Renamed { from, .. }
            if matches!(change.section.as_str(), "beats" | "choices") && !change.kind.is_said() =>
        {
            Some([change.name.clone(), from.clone()])
        }
        _ => None,
    });
    let is_named = |old: &str| {
        let quoted = format!("`{old}`");
        examples.iter().any(|example| example.reason.contains(&quoted) || example.outcome.contains(&quoted))
    };
    renames.filter(|[_, old]| is_named(old)).collect()
}
