//! What stats, flags and the rest are called in SugarCube.

use std::collections::{BTreeMap, BTreeSet};

use crate::story::{BeatId, BitId, ChoiceId, EnumId, LaneId, StatId, Story};

/// What stands in a lane of the state.
#[derive(Debug, Clone, Copy)]
pub(super) enum InLane {
    Stat(StatId),
    Enum(EnumId),
}

/// A SugarCube variable for everything in the state, each with its sigil.
pub(super) struct Names {
    pub stats: Vec<String>,
    pub enums: Vec<String>,
    /// Flags, visited beats and choices that were chosen once.
    bits: BTreeMap<BitId, String>,
    lanes: BTreeMap<LaneId, InLane>,
    /// How often beats were left whose prose depends on it.
    visits: BTreeMap<BeatId, String>,
    /// The list of passages that detours come back to, the outermost first.
    pub detours: String,
}

impl Names {
    pub fn new(story: &Story) -> Self {
        let mut taken = BTreeSet::new();
        let mut name = |words: &str| free(words, &mut taken);
        let stats: Vec<String> = story.stats().iter().map(|stat| name(&stat.name)).collect();
        let enums: Vec<String> = story.enums().iter().map(|declared| name(&declared.name)).collect();
        let mut bits: BTreeMap<BitId, String> = story.flags().iter().map(|flag| (flag.bit, name(&flag.name))).collect();
        let mut visits = BTreeMap::new();
        for (beat, id) in story.beats().iter().zip(0..) {
            if let Some(bit) = beat.visited {
                bits.insert(bit, name(&format!("visited_{}", beat.name)));
            }
            if beat.visits.is_some() {
                visits.insert(BeatId(id), name(&format!("visits_{}", beat.name)));
            }
        }
        for (choice, id) in story.choices().iter().zip(0..) {
            if let Some(bit) = choice.once {
                bits.insert(bit, name(&format!("once_{}", story.full_choice_name(ChoiceId(id)))));
            }
        }
        let detours = name("detours");
        let stat_lanes = story.stats().iter().zip(0..).map(|(stat, id)| (stat.lane, InLane::Stat(StatId(id))));
        let enum_lanes = story.enums().iter().zip(0..).map(|(one, id)| (one.lane, InLane::Enum(EnumId(id))));
        let lanes = stat_lanes.chain(enum_lanes).collect();
        Self { stats, enums, bits, lanes, visits, detours }
    }

    /// What stands in a lane; `None` for counts of visits, which nothing asks about.
    pub fn in_lane(&self, lane: LaneId) -> Option<InLane> {
        self.lanes.get(&lane).copied()
    }

    /// The variable of a bit.
    pub fn bit(&self, bit: BitId) -> &str {
        self.bits.get(&bit).map_or("false", String::as_str)
    }

    /// All of them but the stats and enums.
    pub fn bits(&self) -> impl Iterator<Item = &String> {
        self.bits.values()
    }

    /// The variable that counts how often a beat was left.
    pub fn visits(&self, beat: BeatId) -> Option<&String> {
        self.visits.get(&beat)
    }

    /// All of those.
    pub fn counts(&self) -> impl Iterator<Item = &String> {
        self.visits.values()
    }
}

/// `$bond_derek`; with a number behind it if that is taken.
fn free(words: &str, taken: &mut BTreeSet<String>) -> String {
    let name: String = words.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let mut free = format!("${name}");
    let mut n = 2;
    while !taken.insert(free.clone()) {
        free = format!("${name}_{n}");
        n += 1;
    }
    free
}
