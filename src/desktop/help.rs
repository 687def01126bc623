//! All keys, and how to set others.

use bevy::prelude::*;
use bevy::text::LineHeight;
use bevy::ui::prelude::AccessibleLabel;
use bevy::ui_widgets::{Activate, Button, ScrollArea};

use super::action::{Act, Action, Actions};
use super::hearing::Part;
use super::keys::names::spoken;
use super::keys::table::{Command, FIXED, KeyMap, is_fixed};
use super::pictures::PlaceMaterial;
use super::preferences::Preferences;
use super::ready::Drawing;
use super::screen::Screen;
use super::scroll::Scroller;
use super::settings::spawn_heading;
use super::theme::Theme;
use super::widgets::{Item, Label, Layer, Row, Selection, caption, spawn_row};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Listening>()
        .add_observer(take_back)
        .add_systems(OnEnter(Screen::Help), spawn)
        .add_systems(OnExit(Screen::Help), stop)
        .add_systems(Update, carry_out.in_set(Actions).run_if(on_message::<Act>))
        .add_systems(
            PostUpdate,
            write
                .run_if(in_state(Screen::Help))
                .run_if(
                    resource_changed::<Listening>
                        .or_else(resource_changed::<KeyMap>)
                        .or_else(resource_changed::<Selection>)
                        .or_else(any_new_row),
                )
                .before(bevy::ui::UiSystems::Layout),
        );
}

/// Whether the next key is one to be set, and what came of the last.
#[derive(Resource, Default)]
pub(super) struct Listening {
    command: Option<Command>,
    /// A key that does something else, and what: pressed again it is taken.
    asked: Option<(String, Command)>,
    /// A key that cannot be set.
    refused: Option<String>,
    /// The row that sets all usual keys, once it was taken: taken again, it does.
    resets: Option<usize>,
}

impl Listening {
    /// Whether the next key is one to be set.
    pub fn is_on(&self) -> bool {
        self.command.is_some()
    }

    /// A key was pressed while one was waited for.
    pub fn hear(&mut self, preferences: &mut Preferences, key: &str) {
        let Some(command) = self.command else { return };
        self.refused = None;
        if key == "Escape" {
            *self = Self::default();
        } else if is_fixed(key) || key == "Delete" {
            self.asked = None;
            self.refused = Some(key.to_owned());
        } else if let Some(other) = self.other(preferences, command, key) {
            self.asked = Some((key.to_owned(), other));
        } else {
            KeyMap::set(preferences, command, key);
            *self = Self::default();
        }
    }

    /// What else the key does, unless the player has already been told.
    fn other(&self, preferences: &Preferences, command: Command, key: &str) -> Option<Command> {
        let is_told = self.asked.as_ref().is_some_and(|(asked, _)| asked == key);
        KeyMap::of(preferences).command(key).filter(|other| *other != command && !is_told)
    }
}

/// The keys of a command, on its row.
#[derive(Component)]
struct KeysOf(Command);

/// A row whose accessible name holds the keys.
#[derive(Component)]
struct Told(Command);

/// Sets the usual keys again; shown where others are set.
#[derive(Component)]
struct TakeBack(Command);

#[derive(Component)]
struct Foot;

fn any_new_row(new: Query<(), Added<KeysOf>>) -> bool {
    !new.is_empty()
}

fn stop(mut listening: ResMut<Listening>) {
    *listening = Listening::default();
}

fn spawn(
    mut commands: Commands,
    theme: Res<Theme>,
    map: Res<KeyMap>,
    mut selection: ResMut<Selection>,
    mut places: ResMut<Assets<PlaceMaterial>>,
    mut drawing: ResMut<Drawing>,
) {
    drawing.more(4);
    selection.begin(Layer::Screen);
    let screen = Node { width: percent(100), height: percent(100), flex_direction: FlexDirection::Column, ..default() };
    commands
        .spawn((
            Name::new("Help"),
            DespawnOnExit(Screen::Help),
            screen,
            MaterialNode(places.add(PlaceMaterial::quiet())),
        ))
        .with_children(|screen| {
            let view = Node {
                width: percent(100),
                flex_grow: 1.0,
                flex_basis: px(0),
                min_height: px(0),
                flex_direction: FlexDirection::Column,
                align_items: AlignItems::Center,
                padding: px(28).horizontal(),
                overflow: Overflow::scroll_y(),
                ..default()
            };
            screen.spawn((Name::new("Rows"), Scroller, ScrollArea, view)).with_children(|view| {
                let list = Node {
                    width: percent(100),
                    max_width: px(700),
                    flex_direction: FlexDirection::Column,
                    flex_shrink: 0.0,
                    padding: px(24).vertical(),
                    ..default()
                };
                view.spawn(list).with_children(|list| spawn_list(list, &theme, &map));
            });
            spawn_foot(screen, &theme);
        });
}

fn spawn_list(list: &mut ChildSpawnerCommands, theme: &Theme, map: &KeyMap) {
    list.spawn((
        Part::Heading(1),
        Text::new(theme.say("help-title")),
        theme.serif(34.0),
        LineHeight::RelativeToFont(1.3),
        TextColor(theme.inks.text),
        Node { margin: px(17).left(), ..default() },
    ));
    spawn_heading(list, theme, "help-fixed");
    for (keys, what) in FIXED {
        list.spawn(line(px(17))).with_children(|line| {
            line.spawn((Text::new(theme.say(what)), theme.serif(18.0), TextColor(theme.inks.text)));
            line.spawn(caption(theme, theme.say(keys), theme.inks.text));
        });
    }
    spawn_heading(list, theme, "help-own");
    let mut order = 0;
    for &command in Command::ALL {
        spawn_command(list, theme, map, command, order);
        order += 1;
    }
    list.spawn(Node { height: px(16), ..default() });
    for (message, action) in [("help-reset", Action::AllUsualKeys), ("menu-back", Action::Back)] {
        let label = Label::plain(&theme.say(message), theme.inks.text);
        let item = Item { layer: Layer::Screen, order, action };
        spawn_row(list, theme, &Row { item, key: None, label: &label, size: 18.0 });
        order += 1;
    }
}

/// A line with something at both ends.
fn line(left: Val) -> Node {
    Node {
        width: percent(100),
        padding: UiRect { left, right: px(14), top: px(5), bottom: px(5) },
        column_gap: px(18),
        flex_wrap: FlexWrap::Wrap,
        align_items: AlignItems::Center,
        justify_content: JustifyContent::SpaceBetween,
        ..default()
    }
}

/// What the command does, and its keys.
fn name(theme: &Theme, map: &KeyMap, command: Command) -> String {
    let (what, keys) = (theme.say(command.message()), map.spoken(theme, command));
    theme.say_with("settings-row", &[("name", (&what).into()), ("value", (&keys).into())])
}

fn spawn_command(list: &mut ChildSpawnerCommands, theme: &Theme, map: &KeyMap, command: Command, order: usize) {
    let frame = Node { border: px(3).left(), ..line(px(14)) };
    let item = Item { layer: Layer::Screen, order, action: Action::Listen(command) };
    let (what, keys) = (theme.say(command.message()), map.spoken(theme, command));
    let row = (Name::new("Row"), item, frame, BorderColor::DEFAULT, BackgroundColor(Color::NONE));
    list.spawn((row, Told(command), AccessibleLabel::new(name(theme, map, command)))).with_children(|row| {
        row.spawn((Text::new(what), theme.serif(18.0), TextColor(theme.inks.text)));
        row.spawn(Node { column_gap: px(14), align_items: AlignItems::Center, ..default() }).with_children(|end| {
            let back = theme.say("help-usual");
            let node = Node { display: Display::None, ..default() };
            end.spawn((Name::new("Usual"), Button, TakeBack(command), node, AccessibleLabel::new(back.clone())))
                .with_child(caption(theme, back, theme.inks.quiet));
            end.spawn((KeysOf(command), caption(theme, keys, theme.inks.accent)));
        });
    });
}

fn spawn_foot(screen: &mut ChildSpawnerCommands, theme: &Theme) {
    let foot = Node {
        width: percent(100),
        flex_shrink: 0.0,
        justify_content: JustifyContent::Center,
        padding: UiRect::axes(px(28), px(12)),
        border: px(1).top(),
        ..default()
    };
    screen
        .spawn((Name::new("Foot"), foot, BackgroundColor(theme.inks.ground), BorderColor::all(theme.inks.line)))
        .with_children(|foot| {
            let hint = caption(theme, theme.say("help-hint"), theme.inks.quiet);
            foot.spawn((Foot, Part::News, hint, TextLayout::justify(Justify::Center)));
        });
}

fn carry_out(
    mut acts: MessageReader<Act>,
    mut listening: ResMut<Listening>,
    selection: Res<Selection>,
    mut preferences: ResMut<Preferences>,
) {
    for Act(action) in acts.read() {
        let row = Some(selection.of(Layer::Screen));
        match action {
            Action::Listen(command) => *listening = Listening { command: Some(*command), ..default() },
            Action::UsualKeys(command) => KeyMap::reset(&mut preferences, *command),
            Action::AllUsualKeys if listening.resets == row => {
                preferences.settings.keys.clear();
                *listening = Listening::default();
            }
            Action::AllUsualKeys => *listening = Listening { resets: row, ..default() },
            _ => {}
        }
    }
}

fn take_back(activation: On<Activate>, buttons: Query<&TakeBack>, mut acts: MessageWriter<Act>) {
    if let Ok(TakeBack(command)) = buttons.get(activation.entity) {
        acts.write(Act(Action::UsualKeys(*command)));
    }
}

/// Writes the keys as they are set, and what is waited for.
fn write(
    listening: Res<Listening>,
    map: Res<KeyMap>,
    preferences: Res<Preferences>,
    selection: Res<Selection>,
    theme: Res<Theme>,
    mut keys: Query<(&KeysOf, &mut Text, &mut TextColor), Without<Foot>>,
    rows: Query<(Entity, &Told)>,
    mut backs: Query<(&TakeBack, &mut Node)>,
    mut feet: Query<(&mut Text, &mut TextColor), With<Foot>>,
    mut drawing: ResMut<Drawing>,
    mut commands: Commands,
) {
    for (row, Told(command)) in &rows {
        commands.entity(row).try_insert(AccessibleLabel::new(name(&theme, &map, *command)));
    }
    for (KeysOf(command), mut text, mut color) in &mut keys {
        let is_waiting = listening.command == Some(*command);
        text.0 = if is_waiting { theme.say("help-press") } else { map.spoken(&theme, *command) };
        color.0 = if is_waiting { theme.inks.mark } else { theme.inks.accent };
    }
    for (TakeBack(command), mut node) in &mut backs {
        let is_set = preferences.settings.keys.contains_key(command.name());
        node.display = if is_set { Display::Flex } else { Display::None };
    }
    for (mut text, mut color) in &mut feet {
        let (said, is_news) = told(&listening, selection.of(Layer::Screen), &theme);
        text.0 = said;
        color.0 = if is_news { theme.inks.accent } else { theme.inks.quiet };
    }
    drawing.more(3);
}

/// What the foot of the screen says, and whether it is new.
fn told(listening: &Listening, row: usize, theme: &Theme) -> (String, bool) {
    if let Some(key) = &listening.refused {
        (theme.say_with("help-refused", &[("key", (&spoken(theme, key)).into())]), true)
    } else if let Some((key, other)) = &listening.asked {
        let other = theme.say(other.message());
        (theme.say_with("help-taken", &[("key", (&spoken(theme, key)).into()), ("other", (&other).into())]), true)
    } else if listening.is_on() {
        (theme.say("help-listening"), true)
    } else if listening.resets == Some(row) {
        (theme.say("help-reset-sure"), true)
    } else {
        (theme.say("help-hint"), false)
    }
}
