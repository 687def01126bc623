//! Choices that were taken back, so that they can be made again.

use super::{Chosen, Playthrough};

/// The furthest way of a playthrough. As long as the reader goes back and forth on it, it leads on; another choice begins another way.
///
/// # Example
/// ```
/// use std::sync::Arc;
/// use bloodmark::source::{SourceFile, compile};
/// use bloodmark::story::{Playthrough, Trail};
///
/// let files = [
///     SourceFile::new("story.ron", r#"(title: "Door", start: "hall/door", endings: {"out": (title: "Out")})"#),
///     SourceFile::new("hall.ron", r#"(beats: {
///         "door": (text: "A door.", choices: {"open": (text: "Open it.", goto: "out")}),
///         "out": (text: "Snow.", ending: "out"),
///     })"#),
/// ];
/// let story = compile(&files).story.expect("the story is sound");
/// let mut playthrough = Playthrough::start(Arc::new(story), 7);
/// let mut trail = Trail::default();
/// playthrough.choose(1)?;
/// trail.follow(&playthrough);
/// playthrough.rewind(0);
/// trail.follow(&playthrough);
/// assert_eq!(trail.ahead(&playthrough), ["open"]);
/// assert!(trail.redo(&mut playthrough) && playthrough.has_ended());
/// # Ok::<(), bloodmark::story::ChooseError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    run: Option<Run>,
    way: Vec<Chosen>,
}

/// What tells one playthrough from another: its seed, and whether it began at the start of the story.
type Run = (u64, bool);

impl Trail {
    /// Sees where a playthrough stands. To be called after every change of it.
    pub fn follow(&mut self, playthrough: &Playthrough) {
        if !self.leads_through(playthrough) {
            self.run = Some(run(playthrough));
            self.way = playthrough.chosen().collect();
        }
    }

    /// The names of the choices that were taken back, the next first.
    pub fn ahead(&self, playthrough: &Playthrough) -> Vec<&str> {
        let is_on = self.leads_through(playthrough);
        let ahead = self.way.iter().skip(playthrough.log().len()).filter(|_| is_on);
        ahead.map(|chosen| chosen.choice.as_str()).collect()
    }

    /// Makes the next choice again; whether there was one that is still offered.
    pub fn redo(&self, playthrough: &mut Playthrough) -> bool {
        let next = self.ahead(playthrough).first().copied();
        next.is_some_and(|name| playthrough.choose_named(name).is_ok())
    }

    fn leads_through(&self, playthrough: &Playthrough) -> bool {
        let made = playthrough.log().len();
        self.run == Some(run(playthrough))
            && made <= self.way.len()
            && playthrough.chosen().eq(self.way[..made].iter().cloned())
    }
}

fn run(playthrough: &Playthrough) -> Run {
    (playthrough.seed(), playthrough.is_from_start())
}
