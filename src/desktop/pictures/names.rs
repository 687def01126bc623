//! A letter beside each star of the small pack, which says whose it is.

use bevy::prelude::*;
use bevy::text::LineHeight;

use super::pack::{MOST, star};
use super::{Picture, moment::Noting};
use crate::desktop::hearing::Part;
use crate::desktop::theme::Theme;
use crate::engine::{Play, Playthrough, TurnReady};
use crate::story::Playthrough as Playing;
use crate::telling;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (spawn, write).chain().after(Play).after(Noting));
}

/// The letter of a person, by the place among the people.
#[derive(Component)]
struct Letter(usize);

/// In a smaller picture letters would lie over the stars; in a higher one names stand there.
const HEIGHTS: std::ops::Range<f32> = 100.0..200.0;

/// Pictures that letters are wanted in get as many as there can be stars; where nobody is seen the letter is hidden.
fn spawn(
    pictures: Query<(Entity, &Picture, Option<&Children>), Added<Picture>>,
    theme: Res<Theme>,
    mut commands: Commands,
) {
    for (entity, picture, children) in &pictures {
        if *picture != Picture::Pack || children.is_some() {
            continue;
        }
        commands.entity(entity).with_children(|stars| {
            for person in 0..MOST {
                let node = Node { position_type: PositionType::Absolute, display: Display::None, ..default() };
                let ink = TextColor(theme.inks.quiet);
                stars.spawn((
                    Letter(person),
                    Part::Silent,
                    Text::default(),
                    theme.sans(12.0),
                    ink,
                    LineHeight::Px(14.0),
                    node,
                ));
            }
        });
    }
}

fn write(
    mut turns: MessageReader<TurnReady>,
    new: Query<(), Added<Letter>>,
    resized: Query<(), (With<Picture>, Changed<ComputedNode>)>,
    playthrough: Option<Res<Playthrough>>,
    pictures: Query<(&Node, &Children), (With<Picture>, Without<Letter>)>,
    mut letters: Query<(&Letter, &mut Text, &mut Node)>,
) {
    let is_wanted = turns.read().count() > 0 || !new.is_empty() || !resized.is_empty();
    let Some(playthrough) = playthrough.filter(|_| is_wanted) else { return };
    for (picture, children) in &pictures {
        let has_letters = matches!(picture.height, Val::Px(height) if HEIGHTS.contains(&height));
        for child in children {
            let Ok((Letter(person), mut text, mut node)) = letters.get_mut(*child) else { continue };
            let at = star(&playthrough, *person).filter(|_| has_letters);
            let display = if at.is_some() { Display::Flex } else { Display::None };
            if node.display != display {
                node.display = display;
            }
            let Some(at) = at else { continue };
            let (left, top) = (percent(100.0 * at.x), percent(100.0 * at.y));
            if (node.left, node.top) != (left, top) {
                (node.left, node.top) = (left, top);
                // Out from the middle, where no thread is.
                node.margin = UiRect { left: px(if at.x < 0.5 { -17.0 } else { 9.0 }), top: px(-17.0), ..default() };
            }
            let letter = initial(&playthrough, *person);
            if text.0 != letter {
                text.0 = letter;
            }
        }
    }
}

/// The first letter of who is known.
fn initial(playing: &Playing, person: usize) -> String {
    let (story, state) = (playing.story(), playing.state());
    let person = story.people().get(person).filter(|person| telling::is_met(story, state, person));
    person.and_then(|person| person.name.chars().next()).map_or_else(|| "?".to_owned(), String::from)
}
