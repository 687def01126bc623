//! The keyboard.

pub(super) mod names;
pub(super) mod table;

use bevy::ecs::system::SystemParam;
use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyboardInput};
use bevy::input_focus::InputFocus;
use bevy::prelude::*;
use bevy::text::EditableText;
use bevy::ui::UiGlobalTransform;

use super::action::{Act, Action, Actions};
use super::dialog::is_typing;
use super::help::Listening;
use super::hold::Hold;
use super::layout::step_size;
use super::preferences::Preferences;
use super::reveal::Reveals;
use super::screen::{Menu, Screen};
use super::scroll::{BringIntoSight, Scroll, Scroller, hidden};
use super::settings::Step;
use super::widgets::{Item, Layer, Selection};
use crate::engine::Playthrough;
use table::{Command, KeyMap};

pub(super) fn plugin(app: &mut App) {
    let map = KeyMap::of(app.world().resource::<Preferences>());
    app.insert_resource(map)
        .add_systems(PreUpdate, follow.run_if(resource_changed::<Preferences>))
        .add_systems(Update, press.before(Actions).run_if(on_message::<KeyboardInput>));
}

fn follow(preferences: Res<Preferences>, mut map: ResMut<KeyMap>) {
    *map = KeyMap::of(&preferences);
}

fn press(
    mut inputs: MessageReader<KeyboardInput>,
    focus: Res<InputFocus>,
    lines: Query<(), With<EditableText>>,
    mut hands: Hands,
) {
    // What was typed into a line of text is not read again when it is left.
    if is_typing(focus, lines) {
        return inputs.clear();
    }
    for input in inputs.read().filter(|input| input.state == ButtonState::Pressed) {
        hands.press(input);
    }
}

/// The number of a digit key: by what it types, or by where it is on keyboards that type digits only with shift.
fn digit(input: &KeyboardInput) -> Option<usize> {
    const ROW: [KeyCode; 9] = [
        KeyCode::Digit1,
        KeyCode::Digit2,
        KeyCode::Digit3,
        KeyCode::Digit4,
        KeyCode::Digit5,
        KeyCode::Digit6,
        KeyCode::Digit7,
        KeyCode::Digit8,
        KeyCode::Digit9,
    ];
    let typed = match &input.logical_key {
        Key::Character(typed) => typed.parse().ok().filter(|number| (1..=9).contains(number)),
        _ => None,
    };
    typed.or_else(|| ROW.iter().position(|code| *code == input.key_code).map(|place| place + 1))
}

/// Everything that a key can touch.
#[derive(SystemParam)]
struct Hands<'w, 's> {
    screen: Res<'w, State<Screen>>,
    menu: Res<'w, State<Menu>>,
    held: Res<'w, ButtonInput<KeyCode>>,
    map: Res<'w, KeyMap>,
    listening: ResMut<'w, Listening>,
    reveals: Reveals<'w, 's>,
    hold: ResMut<'w, Hold>,
    preferences: ResMut<'w, Preferences>,
    playthrough: Option<Res<'w, Playthrough>>,
    items: Query<'w, 's, (Entity, &'static Item, &'static ComputedNode, &'static UiGlobalTransform)>,
    scrollers: Query<'w, 's, (&'static ComputedNode, &'static UiGlobalTransform), With<Scroller>>,
    selection: ResMut<'w, Selection>,
    acts: MessageWriter<'w, Act>,
    scrolls: MessageWriter<'w, Scroll>,
    commands: Commands<'w, 's>,
}

impl Hands<'_, '_> {
    fn press(&mut self, input: &KeyboardInput) {
        let name = names::name_of(input, &self.held);
        if self.listening.is_on() {
            if let Some(name) = name.filter(|_| !input.repeat) {
                self.listening.hear(&mut self.preferences, &name);
                self.reveals.drawing.more(3);
            }
            return;
        }
        let command = name.as_deref().and_then(|name| self.map.command(name));
        let digit = digit(input);
        let completes = digit.is_some() || input.logical_key == Key::Enter || command == Some(Command::ReadOn);
        let is_page = *self.menu.get() == Menu::Closed && *self.screen.get() == Screen::Reading;
        if is_page && completes && self.reveals.are_running() {
            if !input.repeat {
                self.reveals.finish();
            }
            return;
        }
        match command {
            Some(command) => self.obey(command, input.repeat),
            None => self.fixed(input, digit),
        }
    }

    /// Keys that always do the same.
    fn fixed(&mut self, input: &KeyboardInput, digit: Option<usize>) {
        let is_open = *self.menu.get() == Menu::Closed;
        match &input.logical_key {
            Key::ArrowDown => self.select(1),
            Key::ArrowUp => self.select(-1),
            Key::ArrowLeft => self.change(Step::Less),
            Key::ArrowRight => self.change(Step::More),
            Key::PageDown if is_open => self.scroll(Scroll::Page(1.0)),
            Key::PageUp if is_open => self.scroll(Scroll::Page(-1.0)),
            Key::Home if is_open => self.scroll(Scroll::Top),
            Key::End if is_open => self.scroll(Scroll::Bottom),
            _ if input.repeat => {}
            Key::Enter => self.take_selected(input.key_code),
            Key::Delete => self.delete(),
            Key::Escape | Key::Backspace => self.go_back(input.logical_key == Key::Escape),
            _ => {
                if let Some(digit) = digit {
                    self.take_row(digit - 1, input.key_code);
                }
            }
        }
    }

    fn act(&mut self, action: Action) {
        self.acts.write(Act(action));
    }

    fn scroll(&mut self, scroll: Scroll) {
        self.scrolls.write(scroll);
    }

    fn layer(&self) -> Layer {
        Layer::active(*self.menu.get())
    }

    fn row(&self, order: usize) -> Option<(Entity, Item)> {
        let layer = self.layer();
        let row = self.items.iter().find(|(_, item, ..)| item.layer == layer && item.order == order);
        row.map(|(entity, item, ..)| (entity, *item))
    }

    fn selected(&self) -> Option<(Entity, Item)> {
        self.row(self.selection.of(self.layer()))
    }

    fn select(&mut self, towards: isize) {
        let layer = self.layer();
        let rows = self.items.iter().filter(|(_, item, ..)| item.layer == layer).count();
        let Some(last) = rows.checked_sub(1) else { return };
        let selected = self.selection.of(layer);
        let next = match selected.checked_add_signed(towards) {
            None => last,
            Some(next) if next > last => 0,
            Some(next) => next,
        };
        self.selection.set(layer, next);
        if let Some((row, _)) = self.row(next) {
            self.commands.entity(row).try_insert(BringIntoSight);
        }
    }

    /// Takes a row, at once or by holding it.
    fn take(&mut self, row: Entity, action: Action, key: KeyCode) {
        if self.preferences.settings.hold_to_confirm && matches!(action, Action::Choose(_)) {
            self.hold.begin(row, action, key);
            self.reveals.drawing.more(2);
        } else {
            self.act(action);
        }
    }

    /// A digit takes a numbered row at once.
    fn take_row(&mut self, order: usize, key: KeyCode) {
        let row = self.row(order).filter(|(_, item)| item.action.has_number());
        if let Some((row, item)) = row {
            self.take(row, item.action, key);
        }
    }

    /// Enter takes the selected row, if it can be seen; if not, it turns the page first.
    fn take_selected(&mut self, key: KeyCode) {
        let layer = self.layer();
        let Some((row, item)) = self.selected() else { return };
        let is_below = self.items.get(row).is_ok_and(|(_, _, node, transform)| {
            self.scrollers.iter().any(|(seen, seen_transform)| {
                let (above, below) = hidden(node, transform, seen, seen_transform);
                let visible = node.size().y - above.max(0.0) - below.max(0.0);
                // Half of a row is enough, and so is a row that fills half of the page.
                layer == Layer::Screen && below > 0.0 && visible < node.size().y.min(seen.size().y) / 2.0
            })
        });
        if is_below {
            self.scroll(Scroll::Page(1.0));
        } else {
            self.take(row, item.action, key);
        }
    }

    /// Left and Right change the setting that is selected.
    fn change(&mut self, step: Step) {
        if let Some((row, Item { action: Action::Change(setting, _), .. })) = self.selected() {
            self.act(Action::Change(setting, step));
            self.commands.entity(row).try_insert(BringIntoSight);
        }
    }

    fn delete(&mut self) {
        if let Some((_, Item { action: Action::Listen(command), .. })) = self.selected() {
            self.act(Action::UsualKeys(command));
        }
    }

    /// Escape opens the menu over the page and closes it; it and Backspace leave any other screen.
    fn go_back(&mut self, is_escape: bool) {
        match (self.menu.get(), self.screen.get()) {
            (Menu::Closed, Screen::Reading) if is_escape => self.act(Action::OpenMenu),
            (Menu::Closed, Screen::Reading | Screen::Title) => {}
            (Menu::Closed, _) => self.act(Action::Back),
            (_, _) if is_escape => self.act(Action::CloseMenu),
            _ => {}
        }
    }

    /// What the player has set a key for.
    fn obey(&mut self, command: Command, is_repeat: bool) {
        let is_open = *self.menu.get() == Menu::Closed;
        match command {
            Command::Larger => return self.resize(true),
            Command::Smaller => return self.resize(false),
            Command::ReadOn if is_open => return self.scroll(Scroll::Page(1.0)),
            _ if is_repeat => return,
            Command::FullScreen => {
                let settings = &mut self.preferences.settings;
                settings.full_screen = !settings.full_screen;
                return self.reveals.drawing.more(3);
            }
            _ => {}
        }
        // A question is answered first.
        if *self.menu.get() == Menu::Ask {
            return;
        }
        let screen = *self.screen.get();
        let is_played = matches!(screen, Screen::Reading | Screen::Ending);
        let has_begun = self.playthrough.is_some() && screen != Screen::Title;
        let action = match command {
            Command::Undo if is_played && is_open => Action::Undo,
            Command::Undo if is_open => return self.go_back(false),
            Command::Redo if is_played && is_open => Action::Redo,
            Command::QuickSave if is_played && is_open => Action::QuickSave,
            Command::QuickLoad if (is_played || screen == Screen::Title) && is_open => Action::QuickLoad,
            Command::Skip if screen == Screen::Reading && is_open => Action::Skip,
            Command::Auto if screen == Screen::Reading && is_open => Action::ToggleAuto,
            Command::Help => return self.toggle(Screen::Help),
            Command::Settings => return self.toggle(Screen::Settings),
            Command::Saves => return self.toggle(Screen::Saves),
            Command::History if has_begun => return self.toggle(Screen::History),
            Command::Paths if has_begun => return self.toggle(Screen::Paths),
            Command::Pack if has_begun => return self.toggle(Screen::Pack),
            Command::Codex if has_begun => return self.toggle(Screen::Codex),
            _ => return,
        };
        self.act(action);
    }

    /// The key that opens a screen closes it, too.
    fn toggle(&mut self, screen: Screen) {
        self.act(if *self.screen.get() == screen { Action::Back } else { Action::Open(screen) });
    }

    fn resize(&mut self, larger: bool) {
        step_size(&mut self.preferences.settings, larger);
        self.reveals.drawing.more(3);
    }
}
