//! The stories inside the program: the game's own, so that it plays from any folder, and the one that a new story starts as.

use crate::source::SourceFile;

macro_rules! embed {
    ($shown:expr, $folder:literal, $($file:literal)*) => {
        [$(SourceFile::new(
            concat!($shown, $file),
            *include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, $file)),
        )),*]
    };
}

/// The files of *The Blood Marked Alpha*. A test holds this list to the folder.
pub fn embedded_story() -> Vec<SourceFile> {
    embed!(
        "scenes/blood_marked_alpha/", "scenes/blood_marked_alpha/",
        "ash.ron" "border.ron" "bright_hills.ron" "camp.ron" "dream.ron" "eve.ron" "fire.ron" "first_month.ron"
        "fold.ron" "frenzy.ron" "full_house.ron" "gate.ron" "grave.ron" "holdfast.ron" "humming.ron" "hunt.ron"
        "leaving.ron" "long_road.ron" "morning.ron" "refusal.ron" "roads.ron" "second_month.ron" "story.ron"
        "strays.ron" "table.ron" "table_talk.ron" "third_month.ron" "throat.ron" "waking.ron" "wreck.ron"
    )
    .into()
}

/// The files of *The Lighthouse*, the story that shows the language, with its walkthroughs; paths are those in its folder. A test holds
/// this list to the folder.
pub fn embedded_lighthouse() -> Vec<SourceFile> {
    embed!(
        "", "scenes/lighthouse/",
        "lamp.ron" "story.ron" "water.ron" "walkthroughs/aboard.ron" "walkthroughs/harbour_in_tow.ron"
        "walkthroughs/harbour_on_the_beam.ron" "walkthroughs/lamp_out.ron" "walkthroughs/oil_gone.ron"
    )
    .into()
}
