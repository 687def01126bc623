//! What is drawn, as pixels.

use bevy::camera::{ImageRenderTarget, RenderTarget};
use bevy::prelude::*;
use bevy::render::render_resource::{TextureFormat, TextureUsages};
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};

use super::Show;

/// A picture: red, green and blue of each pixel, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 3]>,
}

/// What is drawn on instead of a window.
#[derive(Resource)]
struct Canvas(ImageRenderTarget);

/// The picture that was taken last.
#[derive(Resource, Default)]
struct Taken(Option<Image>);

/// Lets the camera draw on an image of this size.
pub(super) fn add_target(app: &mut App, size: UVec2, scale: f32) {
    let mut image = Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None);
    image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    let handle = app.world_mut().resource_mut::<Assets<Image>>().add(image);
    let target = ImageRenderTarget { handle, scale_factor: scale };
    app.insert_resource(Canvas(target.clone())).init_resource::<Taken>().add_systems(
        PostStartup,
        move |mut commands: Commands, cameras: Query<Entity, With<Camera2d>>| {
            for camera in &cameras {
                commands.entity(camera).insert(RenderTarget::Image(target.clone()));
            }
        },
    );
}

impl Show {
    /// What is drawn now.
    ///
    /// # Panics
    /// If nothing is drawn on this stage, or no picture comes.
    pub fn picture(&mut self) -> Pixels {
        const PATIENCE: u32 = 200;
        let canvas = self.app.world().get_resource::<Canvas>().expect("the stage is drawn").0.clone();
        let world = self.app.world_mut();
        world.resource_mut::<Taken>().0 = None;
        world.spawn(Screenshot(RenderTarget::Image(canvas))).observe(
            |shot: On<ScreenshotCaptured>, mut taken: ResMut<Taken>| {
                taken.0 = Some(shot.image.clone());
            },
        );
        for _ in 0..PATIENCE {
            self.step();
            if let Some(image) = self.app.world_mut().resource_mut::<Taken>().0.take() {
                return pixels(&image);
            }
        }
        panic!("no picture was taken");
    }
}

fn pixels(image: &Image) -> Pixels {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let data = image.data.as_deref().unwrap_or_default();
    let pixels = data.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Pixels { width, height, pixels }
}
