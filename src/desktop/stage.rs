//! The game without a window, for tests: real layout and text at any size, keys and mouse as a window sends them, and pictures if wanted.

mod input;
mod look;
mod picture;

use std::path::PathBuf;
use std::time::Duration;

use bevy::app::{PluginGroupBuilder, PluginsState, TerminalCtrlCHandlerPlugin};
use bevy::ecs::message::MessageCursor;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::render::settings::{RenderCreation, WgpuSettings};
use bevy::time::TimeUpdateStrategy;
use bevy::window::{PrimaryWindow, RequestRedraw, WindowResized, WindowScaleFactorChanged};
use bevy::winit::WinitPlugin;

use super::preferences::Preferences;
use super::screen::{Menu, Screen};
use super::{DesktopError, Options, Surface, build};
use crate::files::Settings;

pub use look::{Accessible, Seen};
pub use picture::Pixels;

/// What stands in for the window.
#[derive(Debug, Clone)]
pub struct Stage {
    /// In physical pixels.
    pub size: UVec2,
    /// Physical pixels in a logical one, each way.
    pub scale: f32,
    /// Whether there are pictures. It takes a Vulkan driver; without, layout and text are the same.
    pub is_drawn: bool,
    /// For saves and settings.
    pub folder: PathBuf,
}

/// Whether a stage can be drawn: it takes a Vulkan driver, be it a card or a program that plays one.
pub fn can_draw() -> bool {
    super::preflight::has_graphics()
}

/// The time from one frame to the next, as the game sees it.
const FRAME: Duration = Duration::from_millis(16);

/// So many frames may be drawn until the game is at rest.
const MOST_FRAMES: u32 = 2000;

impl Stage {
    /// The plugins of a window, but for the window itself.
    pub(super) fn add_platform<'a>(&self, app: &'a mut App, plugins: PluginGroupBuilder) -> &'a mut App {
        let backends = if self.is_drawn { WgpuSettings::default().backends } else { None };
        let creation = RenderCreation::Automatic(Box::new(WgpuSettings { backends, ..default() }));
        let render = RenderPlugin { render_creation: creation, synchronous_pipeline_compilation: true, ..default() };
        let plugins = plugins
            .set(render)
            .disable::<WinitPlugin>()
            .disable::<LogPlugin>()
            .disable::<TerminalCtrlCHandlerPlugin>()
            .disable::<PipelinedRenderingPlugin>();
        app.add_plugins(plugins).insert_resource(TimeUpdateStrategy::ManualDuration(FRAME));
        let stage = self.clone();
        app.add_systems(PreStartup, move |mut window: Query<&mut Window, With<PrimaryWindow>>| {
            for mut window in &mut window {
                stage.fit(&mut window);
                window.focused = true;
            }
        });
        if self.is_drawn {
            picture::add_target(app, self.size, self.scale);
        }
        app
    }

    fn fit(&self, window: &mut Window) {
        window.resolution.set_scale_factor(self.scale);
        window.resolution.set_physical_resolution(self.size.x, self.size.y);
    }

    /// Starts the game and waits until it is at rest.
    ///
    /// # Errors
    /// If the story cannot be read, or has mistakes.
    pub fn open(self, options: &Options) -> Result<Show, DesktopError> {
        let mut app = build(options, &Surface::Stage(self.clone()))?;
        while app.plugins_state() == PluginsState::Adding {
            bevy::tasks::tick_global_task_pools_on_main_thread();
        }
        app.finish();
        app.cleanup();
        let window = app.world_mut().query_filtered::<Entity, With<PrimaryWindow>>().single(app.world());
        let window = window.expect("the window is spawned when its plugin is added");
        let redraws = MessageCursor::default();
        let mut show = Show { app, stage: self, window, redraws, cursor: Vec2::ZERO, frames: 0, exit: None };
        show.announce_size();
        show.settle();
        Ok(show)
    }
}

/// A game on a stage.
pub struct Show {
    app: App,
    stage: Stage,
    window: Entity,
    redraws: MessageCursor<RequestRedraw>,
    /// Where the pointer is, in logical pixels.
    cursor: Vec2,
    frames: u32,
    exit: Option<AppExit>,
}

impl Show {
    /// Draws one frame. Gives whether the game asks for another.
    pub fn step(&mut self) -> bool {
        self.app.update();
        self.frames += 1;
        self.exit = self.exit.take().or_else(|| self.app.should_exit());
        let redraws = self.app.world().resource::<Messages<RequestRedraw>>();
        self.redraws.read(redraws).count() > 0
    }

    /// Draws frames as a window would: one, and more as long as the game asks for them. Gives how many.
    ///
    /// # Panics
    /// If the game does not come to rest.
    pub fn settle(&mut self) -> u32 {
        let before = self.frames;
        while self.step() {
            let drawn = self.frames - before;
            assert!(drawn < MOST_FRAMES, "the game draws and draws: {}", self.screen());
            // What is loaded by other threads needs time, and not only frames.
            if self.is_loading() {
                std::thread::sleep(Duration::from_millis(2));
            }
        }
        self.frames - before
    }

    /// The frames that were drawn so far.
    pub fn frames(&self) -> u32 {
        self.frames
    }

    /// Whether the player has left the game.
    pub fn has_ended(&self) -> bool {
        self.exit.is_some()
    }

    /// What is shown: the name of the screen, and behind `+` that of the menu over it.
    pub fn screen(&self) -> String {
        let world = self.app.world();
        let screen = format!("{:?}", world.resource::<State<Screen>>().get());
        match world.resource::<State<Menu>>().get() {
            Menu::Closed => screen,
            menu => format!("{screen}+{menu:?}"),
        }
    }

    /// The window takes another size and scale, and the game settles.
    pub fn resize(&mut self, size: UVec2, scale: f32) {
        (self.stage.size, self.stage.scale) = (size, scale);
        let stage = self.stage.clone();
        if let Some(mut window) = self.app.world_mut().get_mut::<Window>(self.window) {
            stage.fit(&mut window);
        }
        self.announce_size();
        self.settle();
    }

    fn announce_size(&mut self) {
        let (window, size, scale) = (self.window, self.stage.size.as_vec2() / self.stage.scale, self.stage.scale);
        self.send(WindowScaleFactorChanged { window, scale_factor: scale.into() });
        self.send(WindowResized { window, width: size.x, height: size.y });
    }

    /// Changes what the player has set, and the game settles.
    pub fn set(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.app.world_mut().resource_mut::<Preferences>().settings);
        self.settle();
    }

    /// The size of the window, in physical pixels.
    pub fn size(&self) -> UVec2 {
        self.stage.size
    }

    fn send<M: Message>(&mut self, message: M) {
        self.app.world_mut().write_message(message);
    }

    fn is_loading(&self) -> bool {
        let world = self.app.world();
        let story = &world.resource::<super::session::Session>().story;
        world.resource::<AssetServer>().get_load_state(story).is_some_and(|state| state.is_loading())
    }

    /// The playthrough, once one was begun.
    pub fn playthrough(&self) -> Option<&crate::story::Playthrough> {
        self.app.world().get_resource::<crate::engine::Playthrough>().map(|playthrough| &**playthrough)
    }
}
