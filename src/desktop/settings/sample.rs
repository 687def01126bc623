//! A sample of the page: a choice that was made, prose and choices, as they look with what is set.

use bevy::prelude::*;

use crate::desktop::layout::Layout;
use crate::desktop::preferences::Preferences;
use crate::desktop::ready::Drawing;
use crate::desktop::reveal::Reveal;
use crate::desktop::screen::Screen;
use crate::desktop::theme::{PROSE, Theme};
use crate::desktop::widgets::{Label, caption, spawn_key, spawn_sign, spawn_text, spawn_words};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, follow.run_if(resource_changed::<Preferences>).run_if(in_state(Screen::Settings)));
}

/// The sample, and what of the settings it shows beside the theme.
#[derive(Component, PartialEq)]
struct Sample(u16, bool, [bool; 3]);

impl Sample {
    fn of(preferences: &Preferences) -> Self {
        let settings = &preferences.settings;
        let signs = [settings.dim_past, settings.seen_signs, settings.tell_changes];
        Self(settings.pace, preferences.is_still(), signs)
    }
}

/// Another sample where something else of it is set.
fn follow(
    preferences: Res<Preferences>,
    theme: Res<Theme>,
    layout: Res<Layout>,
    samples: Query<(Entity, &Sample, &ChildOf)>,
    mut drawing: ResMut<Drawing>,
    mut commands: Commands,
) {
    for (entity, sample, child_of) in &samples {
        if *sample != Sample::of(&preferences) {
            commands.entity(entity).try_despawn();
            commands.entity(child_of.parent()).with_children(|body| spawn(body, &theme, &preferences, *layout));
            drawing.more(4);
        }
    }
}

/// Spawns the sample.
pub(super) fn spawn(body: &mut ChildSpawnerCommands, theme: &Theme, preferences: &Preferences, layout: Layout) {
    let settings = &preferences.settings;
    let is_short = layout.is_compact();
    let width = (theme.measure() + 2.0 * PADDING).min(if is_short { 2000.0 } else { 470.0 });
    let frame = Node {
        width: px(width),
        max_width: percent(100),
        flex_shrink: 0.0,
        flex_direction: FlexDirection::Column,
        align_self: if is_short { AlignSelf::Start } else { AlignSelf::Center },
        padding: UiRect::axes(px(PADDING), px(if is_short { 10.0 } else { 22.0 })),
        margin: px(if is_short { 14.0 } else { 0.0 }).top(),
        border: px(1).all(),
        border_radius: BorderRadius::all(px(6)),
        ..default()
    };
    let sample = (
        Name::new("Sample"),
        Sample::of(preferences),
        frame,
        BackgroundColor(theme.inks.ground),
        BorderColor::all(theme.inks.line),
    );
    body.spawn(sample).with_children(|sample| {
        let below = Node { margin: px(14).bottom(), width: percent(100), ..default() };
        if !is_short {
            let ink = if settings.dim_past { theme.inks.quiet } else { theme.inks.text };
            let past = Label::plain(&theme.say("settings-sample-past"), ink);
            spawn_text(sample, theme, &past, PROSE, below.clone());
            if settings.tell_changes {
                sample.spawn((
                    caption(theme, theme.say("settings-sample-change"), theme.inks.accent),
                    Node { margin: px(10).bottom(), ..default() },
                ));
            }
        }
        let prose = Label::plain(&theme.say("settings-sample"), theme.inks.text);
        let node = if is_short { Node::default() } else { below };
        if settings.pace > 0 && !preferences.is_still() {
            let block = Node { width: percent(100), flex_direction: FlexDirection::Column, ..default() };
            sample.spawn((Reveal::default(), block)).with_children(|block| {
                spawn_words(block, theme, &prose, PROSE, node);
            });
        } else {
            spawn_text(sample, theme, &prose, PROSE, node);
        }
        if !is_short {
            spawn_choice(sample, theme, settings.seen_signs);
        }
    });
}

const PADDING: f32 = 24.0;

fn spawn_choice(sample: &mut ChildSpawnerCommands, theme: &Theme, has_sign: bool) {
    sample.spawn(Node { column_gap: px(14), ..default() }).with_children(|row| {
        spawn_key(row, theme, "1", 19.0);
        let label = Label::plain(&theme.say("settings-sample-choice"), theme.inks.text);
        spawn_text(row, theme, &label, 19.0, Node::default());
        if has_sign {
            spawn_sign(row, theme);
        }
    });
}
