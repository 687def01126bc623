//! Which thing a name on the command line means, and whether another name is free for it.

use crate::diagnostic::did_you_mean;
use crate::source::{Thing, is_name};
use crate::story::{ChapterId, EndingId, EnumId, FlagId, NamedConditionId, PersonId, RumourId, SceneId, StatId, Story};

/// A name as it stands in the files, and in the form that says which thing it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// `door`.
    pub name: String,
    /// `hall/door`.
    pub full: String,
}

/// Why a name cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    #[error("nothing is called `{name}`{hint}")]
    Unknown { name: String, hint: String },
    #[error("`{name}` could be any of {forms}; say which")]
    Ambiguous { name: String, forms: String },
    #[error("`{0}` cannot be a name here: {1}")]
    Bad(String, String),
    #[error("`{name}` is taken: {by}")]
    Taken { name: String, by: String },
    #[error("it is called `{0}` already")]
    Same(String),
}

/// What a message calls such a thing.
pub(super) fn kind(thing: Thing) -> &'static str {
    match thing {
        Thing::Scene(_) => "scene",
        Thing::Beat(_) => "beat",
        Thing::Choice(_) => "choice",
        Thing::Stat(_) => "stat",
        Thing::Flag(_) => "flag",
        Thing::Enum(_) => "enum",
        Thing::Word(..) => "word",
        Thing::Rumour(_) => "rumour",
        Thing::NamedCondition(_) => "named condition",
        Thing::Person(_) => "person",
        Thing::Chapter(_) => "chapter",
        Thing::Ending(_) => "ending",
    }
}

/// What may stand in front of a name, with a colon.
fn prefix(thing: Thing) -> &'static str {
    match thing {
        Thing::NamedCondition(_) => "named",
        other => kind(other),
    }
}

/// The thing that `asked` means.
pub(super) fn find(story: &Story, asked: &str) -> Result<(Thing, Name), NameFault> {
    let (wanted, name) = asked.split_once(':').map_or((None, asked), |(wanted, name)| (Some(wanted), name));
    let all = things(story);
    let is_wanted = |thing: Thing| wanted.is_none_or(|wanted| prefix(thing) == wanted);
    let mut found: Vec<&(Thing, Name)> =
        all.iter().filter(|(thing, known)| is_wanted(*thing) && known.full == name).collect();
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one.clone()),
        (Some(last), false) => {
            found.push(last);
            let forms: Vec<String> = found.iter().map(|(thing, _)| format!("`{}:{name}`", prefix(*thing))).collect();
            Err(NameFault::Ambiguous { name: name.to_owned(), forms: forms.join(", ") })
        }
        (None, _) => {
            let known = all.iter().filter(|(thing, _)| is_wanted(*thing)).map(|(_, known)| known.full.as_str());
            let hint = did_you_mean(name, known).map(|hint| format!("; {hint}"));
            let forms = "; beats are named `scene/beat`, choices `scene/beat/choice`, rumours `knows.rumour`, words `enum=word`";
            Err(NameFault::Unknown { name: name.to_owned(), hint: hint.unwrap_or_else(|| forms.to_owned()) })
        }
    }
}

/// Everything that has a name.
fn things(story: &Story) -> Vec<(Thing, Name)> {
    let mut things = Vec::new();
    let mut add = |thing, name: &str, full: String| things.push((thing, Name { name: name.to_owned(), full }));
    for (id, scene) in (0..).zip(story.scenes()) {
        add(Thing::Scene(SceneId(id)), &scene.name, scene.name.clone());
    }
    for (id, beat) in (0..).map(crate::story::BeatId).zip(story.beats()) {
        let name = beat.name.rsplit('/').next().unwrap_or_default();
        add(Thing::Beat(id), name, beat.name.clone());
    }
    for (id, choice) in (0..).map(crate::story::ChoiceId).zip(story.choices()) {
        add(Thing::Choice(id), &choice.name, story.full_choice_name(id));
    }
    for (id, stat) in (0..).zip(story.stats()) {
        add(Thing::Stat(StatId(id)), &stat.name, stat.name.clone());
    }
    let declared = story.flags().len() - story.rumours().len();
    for (id, flag) in (0..).zip(&story.flags()[..declared]) {
        add(Thing::Flag(FlagId(id)), &flag.name, flag.name.clone());
    }
    for (id, rumour) in (0..).zip(story.rumours()) {
        add(Thing::Rumour(RumourId(id)), &rumour.id, format!("knows.{}", rumour.id));
    }
    for (id, declared) in (0..).map(EnumId).zip(story.enums()) {
        add(Thing::Enum(id), &declared.name, declared.name.clone());
        for (position, word) in (0..).zip(&declared.words) {
            add(Thing::Word(id, position), word, format!("{}={word}", declared.name));
        }
    }
    for (id, named) in (0..).zip(story.named_conditions()) {
        add(Thing::NamedCondition(NamedConditionId(id)), &named.name, named.name.clone());
    }
    for (id, person) in (0..).zip(story.people()) {
        add(Thing::Person(PersonId(id)), &person.id, person.id.clone());
    }
    for (id, chapter) in (0..).zip(story.chapters()) {
        add(Thing::Chapter(ChapterId(id)), &chapter.id, chapter.id.clone());
    }
    for (id, ending) in (0..).zip(story.endings()) {
        add(Thing::Ending(EndingId(id)), &ending.id, ending.id.clone());
    }
    things
}

/// Whether two kinds of things share their names.
fn share_names(a: Thing, b: Thing) -> bool {
    let group = |thing| match thing {
        Thing::Stat(_) | Thing::Flag(_) | Thing::Enum(_) | Thing::NamedCondition(_) => "value",
        other => kind(other),
    };
    group(a) == group(b)
}

/// The new name, if the thing can have it. It may be given with or without what stands before it, as `door` or `hall/door`.
pub(super) fn check_new(story: &Story, thing: Thing, old: &Name, asked: &str) -> Result<Name, NameFault> {
    let before = &old.full[..old.full.len() - old.name.len()];
    let name = asked.strip_prefix(before).unwrap_or(asked);
    let new = Name { name: name.to_owned(), full: format!("{before}{name}") };
    let bad = |why: &str| Err(NameFault::Bad(asked.to_owned(), why.to_owned()));
    if new.name == old.name {
        return Err(NameFault::Same(old.full.clone()));
    }
    let dots = matches!(thing, Thing::Stat(_) | Thing::Flag(_) | Thing::Enum(_) | Thing::NamedCondition(_));
    if name.contains('/') {
        return bad("renaming does not move a beat to another scene, or a choice to another beat");
    }
    match is_name(name, dots) {
        Err(why) => return bad(&why),
        Ok(()) if name == "story" && matches!(thing, Thing::Scene(_)) => {
            return bad("`story.ron` is the file of the declarations");
        }
        Ok(()) => {}
    }
    let taken = things(story).into_iter().find(|(other, known)| share_names(thing, *other) && known.full == new.full);
    if let Some((other, known)) = taken {
        let by = format!("there is a {} `{}`", kind(other), known.full);
        return Err(NameFault::Taken { name: new.full, by });
    }
    if was_of_another(story, thing, &new) {
        let by = "something else had this name before, and saves may say it".to_owned();
        return Err(NameFault::Taken { name: new.full, by });
    }
    Ok(new)
}

/// Whether another thing had the name before.
fn was_of_another(story: &Story, thing: Thing, new: &Name) -> bool {
    let former = story.former();
    match thing {
        Thing::Beat(beat) => former.beats.get(&new.full).is_some_and(|was| *was != beat),
        Thing::Choice(choice) => {
            let key = (story.choice(choice).beat, new.name.clone());
            former.choices.get(&key).is_some_and(|was| *was != choice)
        }
        Thing::Word(id, word) => former.words.get(&(id, new.name.clone())).is_some_and(|was| *was != word),
        Thing::Rumour(rumour) => {
            let flag = story.flag_once_called(&format!("knows.{}", story.rumour(rumour).id));
            former.flags.get(&new.full).is_some_and(|was| Some(*was) != flag)
        }
        Thing::Stat(_) | Thing::Flag(_) | Thing::Enum(_) | Thing::NamedCondition(_) => {
            let name = &new.name;
            former.stats.get(name).is_some_and(|was| thing != Thing::Stat(*was))
                || former.flags.get(name).is_some_and(|was| thing != Thing::Flag(*was))
                || former.enums.get(name).is_some_and(|was| thing != Thing::Enum(*was))
        }
        Thing::Scene(_) | Thing::Person(_) | Thing::Chapter(_) | Thing::Ending(_) => false,
    }
}
