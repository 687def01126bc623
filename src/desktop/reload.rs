//! Loads the story, and loads it again when its files change.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bevy::asset::AssetLoadFailedEvent;
use bevy::asset::io::embedded::EmbeddedAssetRegistry;
use bevy::prelude::*;
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::Options;
use super::ready::Drawing;
use super::session::Session;
use crate::engine::StoryAsset;
use crate::files::{StorySource, Watch};
use crate::source::SourceFile;

/// The asset source of a story's folder.
pub(super) const SOURCE: &str = "story";

/// Files are looked at this often: an edit is seen well within half a second.
const EVERY: Duration = Duration::from_millis(150);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, watch.run_if(resource_exists::<StoryPath>))
        .add_systems(PreUpdate, reload.run_if(resource_exists::<StoryPath>));
}

/// Where the asset server finds the story.
#[derive(Resource)]
struct StoryPath {
    path: String,
    /// Until the thread that watches has it.
    watch: Option<Watch>,
}

/// Set by the watching thread.
#[derive(Resource, Clone, Default)]
struct Changed(Arc<AtomicBool>);

/// Starts to load the story: from its folder, or from inside the program.
pub(super) fn embed(app: &mut App, options: &Options, files: &[SourceFile], watch: Option<Watch>) {
    let path = match &options.source {
        StorySource::Folder(_) => format!("{SOURCE}://story.ron"),
        StorySource::Embedded => {
            let registry = app.world().resource::<EmbeddedAssetRegistry>();
            for file in files {
                let path = PathBuf::from(format!("bloodmark/story/{}.ron", file.stem()));
                registry.insert_asset(path.clone(), &path, file.bytes.clone());
            }
            "embedded://bloodmark/story/story.ron".to_owned()
        }
    };
    let story = app.world().resource::<AssetServer>().load(path.clone());
    app.world_mut().resource_mut::<Session>().story = story;
    app.insert_resource(StoryPath { path, watch }).init_resource::<Changed>();
}

/// Looks at the files from a thread of its own, and wakes the window when they change.
fn watch(mut story: ResMut<StoryPath>, changed: Res<Changed>, proxy: Option<Res<EventLoopProxyWrapper>>) {
    // Without a window there is nothing to wake.
    let (Some(mut watch), Some(proxy)) = (story.watch.take(), proxy) else { return };
    let (changed, proxy) = (changed.clone(), (**proxy).clone());
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(EVERY);
            if watch.has_changed() {
                changed.0.store(true, Ordering::Relaxed);
                // The window is gone, and the program about to end.
                if proxy.send_event(WinitUserEvent::WakeUp).is_err() {
                    return;
                }
            }
        }
    });
}

fn reload(
    story: Res<StoryPath>,
    changed: Res<Changed>,
    server: Res<AssetServer>,
    mut loaded: MessageReader<AssetEvent<StoryAsset>>,
    mut failed: MessageReader<AssetLoadFailedEvent<StoryAsset>>,
    mut is_loading: Local<bool>,
    mut drawing: ResMut<Drawing>,
) {
    let answers = loaded.read().filter(|event| matches!(event, AssetEvent::Modified { .. })).count();
    if answers + failed.read().count() > 0 {
        *is_loading = false;
    }
    // One after the other, so that the last that is read is the last that was written.
    if !*is_loading && changed.0.swap(false, Ordering::Relaxed) {
        server.reload(story.path.clone());
        *is_loading = true;
    }
    if *is_loading {
        // The loader works beside the frames: go on until it has answered.
        drawing.more(2);
    }
}
