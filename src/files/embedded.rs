//! The game's own story, inside the program, so that it plays from any folder.

use crate::source::SourceFile;

macro_rules! embed {
    ($($file:literal)*) => {
        [$(SourceFile::new(
            concat!("scenes/blood_marked_alpha/", $file),
            *include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/scenes/blood_marked_alpha/", $file)),
        )),*]
    };
}

/// The files of *The Blood Marked Alpha*. A test holds this list to the folder.
pub fn embedded_story() -> Vec<SourceFile> {
    embed!["ash.ron" "fire.ron" "morning.ron" "refusal.ron" "story.ron"].into()
}
