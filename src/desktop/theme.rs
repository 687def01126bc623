//! How everything looks: inks, faces, sizes, and the language it speaks, as the player has set them.

mod faces;
mod inks;

use std::sync::Arc;

use bevy::prelude::*;
use bevy::text::LineHeight;

use super::preferences::Preferences;
use crate::catalogue::{Catalogue, Value};
use crate::files::{Face, Settings, ThemeName};
use crate::story::Style;
use faces::{Faces, Family};
pub(super) use inks::Inks;

pub(super) fn plugin(app: &mut App) {
    let faces = Faces::load(&mut app.world_mut().resource_mut::<Assets<Font>>());
    let theme = Theme::new(&app.world().resource::<Preferences>().settings, faces);
    app.insert_resource(ClearColor(theme.inks.ground))
        .insert_resource(theme)
        .add_systems(PreUpdate, follow.run_if(resource_changed::<Preferences>));
}

/// The size of prose, in logical pixels at scale 1.
pub(super) const PROSE: f32 = 20.0;

/// How everything looks now.
#[derive(Resource, Clone)]
pub(super) struct Theme {
    pub inks: Inks,
    pub name: ThemeName,
    faces: Faces,
    face: Face,
    /// The distance of lines of prose, in sizes of its text.
    leading: f32,
    /// Characters in a line of prose.
    measure: u16,
    words: Arc<Catalogue>,
}

/// A new theme, when it differs from the one that is seen.
fn follow(preferences: Res<Preferences>, mut theme: ResMut<Theme>, mut clear: ResMut<ClearColor>) {
    let settings = &preferences.settings;
    let is_same = theme.bypass_change_detection().is_of(settings);
    if !is_same {
        *theme = Theme::new(settings, theme.faces.clone());
        clear.0 = theme.inks.ground;
    }
}

impl Theme {
    fn new(settings: &Settings, faces: Faces) -> Self {
        Self {
            inks: Inks::of(settings.theme),
            name: settings.theme,
            faces,
            face: settings.face,
            leading: f32::from(settings.line_height) / 100.0,
            measure: settings.measure,
            words: Arc::new(Catalogue::new(super::preferences::language(settings))),
        }
    }

    fn is_of(&self, settings: &Settings) -> bool {
        self.name == settings.theme
            && self.face == settings.face
            && self.leading == f32::from(settings.line_height) / 100.0
            && self.measure == settings.measure
            && self.words.language() == super::preferences::language(settings)
    }

    /// What is said in the language of the interface.
    pub fn say(&self, id: &str) -> String {
        self.words.say(id)
    }

    /// What is said with something put in.
    pub fn say_with(&self, id: &str, values: &[(&str, Value)]) -> String {
        self.words.say_with(id, values)
    }

    /// The words of the interface.
    pub fn words(&self) -> &Catalogue {
        &self.words
    }

    fn family(&self) -> &Family {
        match self.face {
            Face::Serif => &self.faces.serif,
            Face::Hyperlegible => &self.faces.hyperlegible,
            Face::Dyslexic => &self.faces.dyslexic,
        }
    }

    /// The face of prose in a style, at a size of the serif: faces that look larger are set smaller.
    pub fn prose(&self, style: Style, size: f32) -> TextFont {
        let family = self.family();
        let face = match (style.strong, style.emphasis) {
            (false, false) => &family.regular,
            (false, true) => &family.italic,
            (true, false) => &family.bold,
            (true, true) => &family.bold_italic,
        };
        TextFont { font: face.clone().into(), font_size: FontSize::Px(size * family.scale), ..default() }
    }

    /// The upright face of prose, for titles.
    pub fn serif(&self, size: f32) -> TextFont {
        self.prose(Style::default(), size)
    }

    /// The italic face of prose.
    pub fn italic(&self, size: f32) -> TextFont {
        self.prose(Style { emphasis: true, strong: false }, size)
    }

    /// The face of the interface: hyperlegible, or the one for dyslexia where that is set.
    pub fn sans(&self, size: f32) -> TextFont {
        let family = if self.face == Face::Dyslexic { &self.faces.dyslexic } else { &self.faces.hyperlegible };
        TextFont { font: family.regular.clone().into(), font_size: FontSize::Px(size * family.scale), ..default() }
    }

    /// The distance of lines of prose, in sizes of its text.
    pub fn lines(&self) -> f32 {
        self.leading
    }

    /// The distance of lines of prose.
    pub fn leading(&self) -> LineHeight {
        LineHeight::RelativeToFont(self.leading)
    }

    /// The width of prose, in pixels at scale 1: the set number of characters of its face.
    pub fn measure(&self) -> f32 {
        let family = self.family();
        f32::from(self.measure) * family.character * family.scale * PROSE
    }
}
