//! Pictures drawn from the state by shaders: the mark, the moon, the pack, and the place behind the page.

mod mark;
mod moon;
mod pack;
mod place;

use bevy::asset::uuid_handle;
use bevy::ecs::system::SystemParam;
use bevy::prelude::*;
use bevy::shader::Shader;

use super::ready::Drawing;
use crate::engine::{Play, Playthrough, TurnReady};
pub(super) use mark::MarkMaterial;
pub(super) use moon::MoonMaterial;
pub(super) use pack::PackMaterial;
pub(super) use place::PlaceMaterial;

pub(super) fn plugin(app: &mut App) {
    load_shaders(app);
    app.add_plugins((
        UiMaterialPlugin::<MarkMaterial>::default(),
        UiMaterialPlugin::<MoonMaterial>::default(),
        UiMaterialPlugin::<PackMaterial>::default(),
        UiMaterialPlugin::<PlaceMaterial>::default(),
    ))
    .add_systems(Update, draw.after(Play));
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

/// Where the materials of pictures are kept.
#[derive(SystemParam)]
pub(super) struct PictureMaterials<'w> {
    moons: ResMut<'w, Assets<MoonMaterial>>,
    marks: ResMut<'w, Assets<MarkMaterial>>,
    packs: ResMut<'w, Assets<PackMaterial>>,
    playthrough: Option<Res<'w, Playthrough>>,
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
    let mut spawned = parent.spawn((picture, node));
    match picture {
        Picture::Moon => {
            let moon = playing.map(MoonMaterial::of).unwrap_or_default();
            spawned.insert(MaterialNode(materials.moons.add(moon)))
        }
        Picture::Mark => {
            let mark = playing.map(MarkMaterial::of).unwrap_or_default();
            spawned.insert(MaterialNode(materials.marks.add(mark)))
        }
        Picture::Pack => {
            let pack = playing.map(PackMaterial::of).unwrap_or_default();
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

fn draw(
    mut turns: MessageReader<TurnReady>,
    playthrough: Option<Res<Playthrough>>,
    mut materials: PictureAssets,
    moons: Query<&MaterialNode<MoonMaterial>>,
    marks: Query<&MaterialNode<MarkMaterial>, Without<Emblem>>,
    packs: Query<&MaterialNode<PackMaterial>>,
    emblems: Query<Entity, (With<Emblem>, Without<MaterialNode<MarkMaterial>>)>,
    mut commands: Commands,
    mut drawing: ResMut<Drawing>,
) {
    for emblem in &emblems {
        commands.entity(emblem).try_insert(MaterialNode(materials.marks.add(MarkMaterial::emblem())));
        drawing.more(3);
    }
    let is_turn = turns.read().count() > 0;
    let Some(playthrough) = playthrough.filter(|_| is_turn) else { return };
    for MaterialNode(handle) in &moons {
        let _ = materials.moons.insert(handle, MoonMaterial::of(&playthrough));
    }
    for MaterialNode(handle) in &marks {
        let _ = materials.marks.insert(handle, MarkMaterial::of(&playthrough));
    }
    for MaterialNode(handle) in &packs {
        let _ = materials.packs.insert(handle, PackMaterial::of(&playthrough));
    }
    drawing.more(3);
}

#[derive(SystemParam)]
struct PictureAssets<'w> {
    moons: ResMut<'w, Assets<MoonMaterial>>,
    marks: ResMut<'w, Assets<MarkMaterial>>,
    packs: ResMut<'w, Assets<PackMaterial>>,
}
