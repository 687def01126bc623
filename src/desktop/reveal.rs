//! Text that appears word by word at the pace that is set. It has its place from the first, so nothing moves when more of it comes.

use bevy::ecs::system::SystemParam;
use bevy::input::ButtonState;
use bevy::input::mouse::MouseButtonInput;
use bevy::prelude::*;

use super::preferences::Preferences;
use super::ready::{Drawing, tick};
use super::screen::Menu;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            finish_by_click.run_if(on_message::<MouseButtonInput>).run_if(in_state(Menu::Closed)),
            appear.run_if(any_with_component::<Reveal>),
        )
            .chain(),
    );
}

/// A word that appears in its turn, with its color once it is there.
#[derive(Component, Clone, Copy)]
pub(super) struct Word {
    /// Characters, with the space behind it.
    pub length: usize,
    pub color: Color,
}

/// The words below this node appear one after the other.
#[derive(Component, Default)]
pub(super) struct Reveal {
    /// The words and the characters before each; none until they were looked for.
    words: Vec<(Entity, f32)>,
    /// So many characters have appeared.
    shown: f32,
}

/// Waits for the words: it is not seen, and cannot be chosen, until they are all there.
#[derive(Component)]
pub(super) struct AfterWords;

/// A word takes so long to come out of the dark, in seconds.
const FADE: f32 = 0.25;

/// The text that is appearing.
#[derive(SystemParam)]
pub(super) struct Reveals<'w, 's> {
    running: Query<'w, 's, (Entity, &'static mut Reveal)>,
    waiting: Query<'w, 's, &'static mut Visibility, With<AfterWords>>,
    words: Query<'w, 's, (&'static Word, &'static mut TextColor)>,
    children: Query<'w, 's, &'static Children>,
    commands: Commands<'w, 's>,
    pub drawing: ResMut<'w, Drawing>,
}

impl Reveals<'_, '_> {
    /// Whether any text is not there yet.
    pub fn are_running(&self) -> bool {
        !self.running.is_empty()
    }

    /// Shows all text at once.
    pub fn finish(&mut self) {
        for (reveal, _) in &self.running {
            for part in self.children.iter_descendants(reveal) {
                if let Ok((word, mut color)) = self.words.get_mut(part) {
                    color.0 = word.color;
                }
            }
            self.commands.entity(reveal).try_remove::<Reveal>();
        }
        self.waiting.iter_mut().for_each(|mut visibility| *visibility = Visibility::Inherited);
        self.drawing.more(3);
    }

    /// Goes on by so many characters. Gives whether all text is there.
    fn go_on(&mut self, by: f32, fade: f32) -> bool {
        let mut are_all = true;
        for (entity, mut reveal) in &mut self.running {
            if reveal.words.is_empty() {
                let mut before = 0.0;
                for part in self.children.iter_descendants_depth_first(entity) {
                    if let Ok((word, _)) = self.words.get(part) {
                        reveal.words.push((part, before));
                        before += word.length as f32;
                    }
                }
            }
            let from = reveal.shown;
            reveal.shown += by;
            for &(part, before) in reveal.words.iter().filter(|(_, before)| *before + fade >= from) {
                let Ok((word, mut color)) = self.words.get_mut(part) else { continue };
                let seen = ((reveal.shown - before) / fade).clamp(0.0, 1.0);
                color.set_if_neq(TextColor(word.color.with_alpha(word.color.alpha() * seen)));
                are_all &= seen >= 1.0;
            }
        }
        are_all
    }
}

fn appear(preferences: Res<Preferences>, time: Res<Time>, mut reveals: Reveals) {
    let pace = f32::from(preferences.settings.pace);
    if pace == 0.0 || preferences.is_still() || reveals.go_on(pace * tick(&time), pace * FADE) {
        reveals.finish();
    }
    reveals.drawing.more(2);
}

/// A click shows all text, as a key does.
fn finish_by_click(mut clicks: MessageReader<MouseButtonInput>, mut reveals: Reveals) {
    let is_click = clicks.read().any(|click| click.state == ButtonState::Pressed);
    if is_click && reveals.are_running() {
        reveals.finish();
    }
}
