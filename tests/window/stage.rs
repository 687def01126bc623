//! A virtual display with the game on it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{self, ConnectionExt as _, ImageFormat, InputFocus, Window};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::picture::Picture;

/// A slow machine that draws without a graphics card.
const PATIENCE: Duration = Duration::from_secs(120);

/// One game at a time: several that draw without a graphics card take so long for a frame that it looks like rest.
static TURN: Mutex<()> = Mutex::new(());

pub struct Stage {
    _turn: MutexGuard<'static, ()>,
    server: Child,
    display: String,
    connection: RustConnection,
    root: Window,
    size: (u16, u16),
    game: Option<Child>,
    home: TempDir,
}

/// A test that could not be run says so; in continuous integration that is a failure.
pub fn left_out(reason: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "`{test}` was left out: {reason}");
    // Not by `eprintln!`, which the test runner keeps to itself.
    let _ = writeln!(std::io::stderr(), "left out: {test}, since {reason}");
}

impl Stage {
    /// Starts a display, or says what it takes.
    pub fn open(width: u16, height: u16) -> Result<Self, String> {
        // A test that failed leaves nothing behind that the next would mind.
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let screen = format!("{width}x{height}x24");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| "there is no virtual display (on Debian and Ubuntu: xvfb)".to_owned())?;
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        let (connection, screen) = x11rb::connect(Some(&display)).unwrap();
        let root = connection.setup().roots[screen].root;
        let home = tempfile::tempdir().unwrap();
        // The note before the first page was read in an earlier life.
        std::fs::create_dir(home.path().join("bloodmark")).unwrap();
        std::fs::write(home.path().join("bloodmark/settings.ron"), "(content_note_read: true)").unwrap();
        let stage = Self { _turn: turn, server, display, connection, root, size: (width, height), game: None, home };
        stage.check_graphics()?;
        Ok(stage)
    }

    /// Whether the program finds what it needs to draw, in its own words.
    fn check_graphics(&self) -> Result<(), String> {
        let out = self.command().args(["play", "--story", "/nonexistent"]).output().unwrap();
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        match said.split_once("playing in the terminal, since ") {
            Some((_, reason)) => Err(reason.lines().next().unwrap_or_default().to_owned()),
            None => Ok(()),
        }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bloodmark"));
        command
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("DISPLAY", &self.display)
            .env("XDG_DATA_HOME", self.home.path())
            .env("XDG_CONFIG_HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path())
            .env("LC_ALL", "C")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .stdin(Stdio::null());
        command
    }

    /// Opens the game and waits for its window.
    pub fn play(&mut self, arguments: &[&str]) {
        let log = std::fs::File::create(self.home.path().join("stderr")).unwrap();
        let game = self.command().arg("play").args(arguments).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        self.game = Some(game);
        let since = Instant::now();
        let window = loop {
            if let Some(window) = self.window() {
                break window;
            }
            self.check_alive();
            assert!(since.elapsed() < PATIENCE, "no window was opened");
            std::thread::sleep(Duration::from_millis(50));
        };
        let (width, height) = self.size;
        let whole = xproto::ConfigureWindowAux::new().x(0).y(0).width(u32::from(width)).height(u32::from(height));
        self.connection.configure_window(window, &whole).unwrap();
        self.connection.set_input_focus(InputFocus::PARENT, window, x11rb::CURRENT_TIME).unwrap();
        self.connection.flush().unwrap();
    }

    /// The game's window, once it is shown: the only one of its size or larger than a button.
    fn window(&self) -> Option<Window> {
        let children = self.connection.query_tree(self.root).unwrap().reply().unwrap().children;
        children.into_iter().find(|&child| {
            let attributes = self.connection.get_window_attributes(child).unwrap().reply();
            let geometry = self.connection.get_geometry(child).unwrap().reply();
            attributes.is_ok_and(|attributes| attributes.map_state == xproto::MapState::VIEWABLE)
                && geometry.is_ok_and(|geometry| geometry.width > 100)
        })
    }

    fn check_alive(&mut self) {
        if let Some(status) = self.game.as_mut().and_then(|game| game.try_wait().unwrap()) {
            let said = std::fs::read_to_string(self.home.path().join("stderr")).unwrap();
            panic!("the game ended ({status}):\n{said}");
        }
    }

    fn look(&self) -> Picture {
        let (width, height) = self.size;
        let image = self.connection.get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, width, height, !0).unwrap();
        let pixels = image.reply().unwrap().data.chunks_exact(4).map(|p| [p[2], p[1], p[0]]).collect();
        Picture { width: width.into(), height: height.into(), pixels }
    }

    /// The screen once it shows text and does not change any more.
    pub fn settled(&mut self) -> Picture {
        self.wait_for(|picture| picture.lines_of_text() > 0)
    }

    /// The screen once it differs from `before` and does not change any more.
    pub fn changed_from(&mut self, before: &Picture) -> Picture {
        self.wait_for(|picture| picture != before)
    }

    fn wait_for(&mut self, wanted: impl Fn(&Picture) -> bool) -> Picture {
        /// So many looks in a row must show the same.
        const CALM: usize = 7;
        let since = Instant::now();
        let mut last = self.look();
        let mut calm = 0;
        while calm < CALM {
            self.check_alive();
            assert!(since.elapsed() < PATIENCE, "the screen does not come to what is waited for");
            std::thread::sleep(Duration::from_millis(80));
            let now = self.look();
            calm = if now == last && wanted(&now) { calm + 1 } else { 0 };
            last = now;
        }
        last
    }

    /// Presses a key and gives what comes of it.
    pub fn press(&mut self, key: &str) -> Picture {
        const PRESS: u8 = xproto::KEY_PRESS_EVENT;
        const RELEASE: u8 = xproto::KEY_RELEASE_EVENT;
        let before = self.look();
        let code = self.code(key);
        for event in [PRESS, RELEASE] {
            self.connection.xtest_fake_input(event, code, x11rb::CURRENT_TIME, self.root, 0, 0, 0).unwrap();
        }
        self.connection.flush().unwrap();
        self.changed_from(&before)
    }

    /// The processor time that the game has used.
    pub fn processor_time(&self) -> Duration {
        const TICKS_PER_SECOND: u64 = 100;
        let process = self.game.as_ref().unwrap().id();
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND)
    }

    fn code(&self, key: &str) -> u8 {
        let symbol = match key {
            "Backspace" => 0xff08,
            "Enter" => 0xff0d,
            "Escape" => 0xff1b,
            "Up" => 0xff52,
            "Down" => 0xff54,
            key => u32::from(key.chars().next().unwrap()),
        };
        let setup = self.connection.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let map = self.connection.get_keyboard_mapping(first, count).unwrap().reply().unwrap();
        let place = map.keysyms.iter().position(|&found| found == symbol).unwrap();
        first + u8::try_from(place / usize::from(map.keysyms_per_keycode)).unwrap()
    }

    /// Ends the game as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut game) = self.game.take() {
            game.kill().unwrap();
            game.wait().unwrap();
        }
    }

    pub fn autosave(&self) -> PathBuf {
        self.home.path().join("bloodmark/the_blood_marked_alpha/autosave.save")
    }

    /// The shipped story in a folder where it may be edited.
    pub fn copy_of_the_story(&self) -> PathBuf {
        let folder = self.home.path().join("story");
        std::fs::create_dir(&folder).unwrap();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenes/blood_marked_alpha");
        for entry in shipped.read_dir().unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            std::fs::copy(entry.path(), folder.join(entry.file_name())).unwrap();
        }
        folder
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for child in self.game.iter_mut().chain([&mut self.server]) {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
