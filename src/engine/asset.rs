//! A story as a Bevy asset: `story.ron` and every scene beside it.

use std::path::Path;
use std::sync::Arc;

use bevy::asset::io::Reader;
use bevy::asset::{AssetLoader, AssetPath, LoadContext};
use bevy::prelude::*;
use futures_lite::StreamExt;

use crate::diagnostic::{Diagnostic, Sources};
use crate::source::{SourceFile, compile, story_hash};
use crate::story::Story;

pub(super) fn plugin(app: &mut App) {
    app.init_asset::<StoryAsset>().init_asset_loader::<StoryLoader>();
}

/// A story's files, compiled. A story with mistakes is an asset too: it has no story, and says why.
#[derive(Debug, Clone, Asset, TypePath)]
pub struct StoryAsset {
    /// The story, if it can be played.
    pub story: Option<Arc<Story>>,
    pub diagnostics: Vec<Diagnostic>,
    /// What the diagnostics point into.
    pub sources: Sources,
    /// A hash of the files.
    pub hash: String,
}

impl StoryAsset {
    /// Compiles a story's files.
    pub fn compile(files: &[SourceFile]) -> Self {
        let compiled = compile(files);
        Self {
            story: compiled.story.map(Arc::new),
            diagnostics: compiled.diagnostics,
            sources: compiled.sources,
            hash: story_hash(files),
        }
    }
}

/// Loads `story.ron` and the scenes in its folder. A change of any of them loads the story again, if the asset server watches.
#[derive(TypePath)]
pub struct StoryLoader {
    server: AssetServer,
}

impl FromWorld for StoryLoader {
    fn from_world(world: &mut World) -> Self {
        Self { server: world.resource::<AssetServer>().clone() }
    }
}

impl AssetLoader for StoryLoader {
    type Asset = StoryAsset;
    type Settings = ();
    type Error = BevyError;

    async fn load(
        &self,
        reader: &mut dyn Reader,
        _settings: &Self::Settings,
        context: &mut LoadContext<'_>,
    ) -> Result<StoryAsset, BevyError> {
        let path = context.path().clone();
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        let mut files = vec![SourceFile::new(path.path().display().to_string(), bytes)];
        for scene in self.scenes(&path).await? {
            let name = scene.path().display().to_string();
            files.push(SourceFile::new(name, context.read_asset_bytes(scene).await?));
        }
        Ok(StoryAsset::compile(&files))
    }

    fn extensions(&self) -> &[&str] {
        &["ron"]
    }
}

impl StoryLoader {
    /// The scenes beside `story`.
    async fn scenes(&self, story: &AssetPath<'static>) -> Result<Vec<AssetPath<'static>>, BevyError> {
        let folder = story.path().parent().unwrap_or(Path::new(""));
        let source = self.server.get_source(story.source())?;
        let mut entries = source.reader().read_directory(folder).await?;
        let mut scenes = Vec::new();
        while let Some(path) = entries.next().await {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_scene = path != story.path() && name.ends_with(".ron") && !name.starts_with('.');
            if is_scene && !source.reader().is_directory(&path).await? {
                scenes.push(AssetPath::from(path.clone()).with_source(story.source().clone_owned()));
            }
        }
        Ok(scenes)
    }
}
