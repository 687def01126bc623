//! Pictures drawn from the state by shaders: the mark, the moon, the pack, and the place behind the page.

mod look;
mod mark;
mod moment;
mod moon;
mod names;
mod pack;
mod place;

use bevy::asset::uuid_handle;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::shader::Shader;
use bevy::ui::UiSystems;

use super::ready::Drawing;
use super::theme::Theme;
use crate::engine::{Play, Playthrough, TurnReady};
use look::{Look, Themed, dress};
pub(super) use mark::MarkMaterial;
use moment::{Moment, Noting};
pub(super) use moon::MoonMaterial;
pub(super) use pack::{PackMaterial, star};
pub(super) use place::{PlaceMaterial, is_frenzy};

pub(super) fn plugin(app: &mut App) {
    load_shaders(app);
    app.add_plugins((
        UiMaterialPlugin::<MarkMaterial>::default(),
        UiMaterialPlugin::<MoonMaterial>::default(),
        UiMaterialPlugin::<PackMaterial>::default(),
        UiMaterialPlugin::<PlaceMaterial>::default(),
        (moment::plugin, names::plugin, place::plugin),
    ))
    .add_systems(Update, (spawn_emblems, draw).after(Play).after(Noting))
    .add_systems(
        PostUpdate,
        (dress::<MarkMaterial>, dress::<MoonMaterial>, dress::<PackMaterial>, dress::<PlaceMaterial>)
            .before(UiSystems::Layout),
    );
}

/// What the other shaders import.
const NOISE: Handle<Shader> = uuid_handle!("5b0a5c5e-3f0a-4d0e-9a34-5d8c2f1f6a00");

/// The shaders are inside the program.
fn load_shaders(app: &mut App) {
    let mut shaders = app.world_mut().resource_mut::<Assets<Shader>>();
    macro_rules! load {
        ($handle:expr, $name:literal) => {
            let source = include_str!(concat!("../../assets/shaders/", $name, ".wgsl"));
            // A handle made from a fixed number always finds its place.
            let _ = shaders.insert(&$handle, Shader::from_wgsl(source, concat!("bloodmark/", $name, ".wgsl")));
        };
    }
    load!(NOISE, "noise");
    load!(look::SHADER, "look");
    load!(mark::SHADER, "mark");
    load!(moon::SHADER, "moon");
    load!(pack::SHADER, "pack");
    load!(place::SHADER, "place");
}

/// A picture that shows a part of the state.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picture {
    Moon,
    Mark,
    Pack,
}

/// Where the materials of pictures are kept, and what they show.
#[derive(SystemParam)]
pub(super) struct PictureMaterials<'w> {
    moons: ResMut<'w, Assets<MoonMaterial>>,
    marks: ResMut<'w, Assets<MarkMaterial>>,
    packs: ResMut<'w, Assets<PackMaterial>>,
    playthrough: Option<Res<'w, Playthrough>>,
    moment: Res<'w, Moment>,
}

/// Spawns a picture of the state as it is, which follows it from then on.
pub(super) fn spawn_picture(
    parent: &mut ChildSpawnerCommands,
    picture: Picture,
    materials: &mut PictureMaterials,
    size: Vec2,
) {
    let node = Node { width: px(size.x), height: px(size.y), flex_shrink: 0.0, ..default() };
    let playing = materials.playthrough.as_deref().map(|playthrough| &**playthrough);
    let moment = &*materials.moment;
    let mut spawned = parent.spawn((picture, node));
    match picture {
        Picture::Moon => {
            let moon = playing.map(MoonMaterial::of).unwrap_or_default();
            spawned.insert(MaterialNode(materials.moons.add(moon)))
        }
        Picture::Mark => {
            let mark = playing.map(|playing| MarkMaterial::of(playing, moment)).unwrap_or_default();
            spawned.insert(MaterialNode(materials.marks.add(mark)))
        }
        Picture::Pack => {
            let pack = playing.map(|playing| PackMaterial::of(playing, moment)).unwrap_or_default();
            spawned.insert(MaterialNode(materials.packs.add(pack)))
        }
    };
}

/// Spawns the mark as it is.
pub(super) fn spawn_mark(parent: &mut ChildSpawnerCommands, materials: &mut PictureMaterials, size: f32) {
    spawn_picture(parent, Picture::Mark, materials, Vec2::splat(size));
}

/// Spawns the moon of a day and, beside it, a mark of so many coils and so much heat in percent: the state as it was saved.
pub(super) fn spawn_saved(
    parent: &mut ChildSpawnerCommands,
    materials: &mut PictureMaterials,
    (moon, mark): (Option<i16>, Option<(f32, f32)>),
    size: f32,
) {
    let node = || Node { width: px(size), height: px(size), flex_shrink: 0.0, ..default() };
    if let Some(day) = moon {
        parent.spawn((node(), MaterialNode(materials.moons.add(MoonMaterial::on(day)))));
    }
    if let Some((coils, heat)) = mark {
        parent.spawn((node(), MaterialNode(materials.marks.add(MarkMaterial::with(coils, heat)))));
    }
}

/// The mark of the title page: the same for every playthrough. Its material comes with the next frame.
#[derive(Component)]
struct Emblem;

/// Spawns the mark of the title page.
pub(super) fn spawn_emblem(parent: &mut ChildSpawnerCommands, size: f32) {
    parent.spawn((Emblem, Node { width: px(size), height: px(size), flex_shrink: 0.0, ..default() }));
}

fn spawn_emblems(
    emblems: Query<Entity, (With<Emblem>, Without<MaterialNode<MarkMaterial>>)>,
    mut marks: ResMut<Assets<MarkMaterial>>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    for emblem in &emblems {
        commands.entity(emblem).try_insert(MaterialNode(marks.add(MarkMaterial::emblem())));
        drawing.more(3);
    }
}

/// Pictures follow the state, and a mark that grows follows its fire.
fn draw(
    mut turns: MessageReader<TurnReady>,
    playthrough: Option<Res<Playthrough>>,
    moment: Res<Moment>,
    theme: Res<Theme>,
    mut materials: PictureAssets,
    moons: Query<&MaterialNode<MoonMaterial>, With<Picture>>,
    marks: Query<&MaterialNode<MarkMaterial>, With<Picture>>,
    packs: Query<&MaterialNode<PackMaterial>, With<Picture>>,
    mut drawing: ResMut<Drawing>,
) {
    let is_turn = turns.read().count() > 0;
    let Some(playthrough) = playthrough.filter(|_| is_turn || moment.is_changed()) else { return };
    let look = Look::of(&theme);
    for MaterialNode(handle) in &marks {
        let _ = materials.marks.insert(handle, dressed(MarkMaterial::of(&playthrough, &moment), look));
    }
    if !is_turn {
        return;
    }
    for MaterialNode(handle) in &moons {
        let _ = materials.moons.insert(handle, dressed(MoonMaterial::of(&playthrough), look));
    }
    for MaterialNode(handle) in &packs {
        let _ = materials.packs.insert(handle, dressed(PackMaterial::of(&playthrough, &moment), look));
    }
    drawing.more(3);
}

fn dressed<M: Themed>(mut material: M, look: Look) -> M {
    material.dress(look);
    material
}

#[derive(SystemParam)]
struct PictureAssets<'w> {
    moons: ResMut<'w, Assets<MoonMaterial>>,
    marks: ResMut<'w, Assets<MarkMaterial>>,
    packs: ResMut<'w, Assets<PackMaterial>>,
}
