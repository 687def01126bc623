//! Asks whether a window can be opened before one is tried: Bevy ends the program where it cannot.

use std::path::Path;

/// Why there can be no window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoWindow {
    #[error("there is no display")]
    NoDisplay,
    #[error("the display `{0}` does not answer")]
    DeadDisplay(String),
    #[error("there is no Vulkan driver (on Debian and Ubuntu: mesa-vulkan-drivers)")]
    NoGraphics,
    #[error("a library of the display is missing: {0} (on Debian and Ubuntu: {1})")]
    MissingLibrary(&'static str, &'static str),
}

/// Whether a window can be opened.
///
/// # Errors
/// What stands in the way.
pub fn can_open() -> Result<(), NoWindow> {
    find_display()?;
    has_graphics().then_some(()).ok_or(NoWindow::NoGraphics)
}

#[cfg(all(unix, not(target_os = "macos"), not(target_os = "android")))]
fn find_display() -> Result<(), NoWindow> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    if variable("WAYLAND_SOCKET").is_some() {
        return Ok(());
    }
    if let Some(name) = variable("WAYLAND_DISPLAY") {
        let folder = variable("XDG_RUNTIME_DIR").unwrap_or_default();
        if std::os::unix::net::UnixStream::connect(Path::new(&folder).join(name)).is_ok() {
            return Ok(());
        }
    }
    let display = variable("DISPLAY").ok_or(NoWindow::NoDisplay)?;
    if !x11_answers(&display) {
        return Err(NoWindow::DeadDisplay(display));
    }
    x11_libraries()
}

/// Whether something listens where an X11 display name points: `:1`, `unix:1.0`, `host:1`.
#[cfg(all(unix, not(target_os = "macos"), not(target_os = "android")))]
fn x11_answers(display: &str) -> bool {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixStream};

    let Some((host, rest)) = display.rsplit_once(':') else { return false };
    let Ok(number) = rest.split('.').next().unwrap_or_default().parse::<u16>() else { return false };
    if !matches!(host, "" | "unix") {
        return std::net::TcpStream::connect((host, 6000_u16.saturating_add(number))).is_ok();
    }
    let path = format!("/tmp/.X11-unix/X{number}");
    let hidden = SocketAddr::from_abstract_name(path.as_bytes());
    UnixStream::connect(&path).is_ok() || hidden.is_ok_and(|address| UnixStream::connect_addr(&address).is_ok())
}

/// The libraries that are opened at run time and are absent from a machine without a desktop.
#[cfg(all(unix, not(target_os = "macos"), not(target_os = "android")))]
fn x11_libraries() -> Result<(), NoWindow> {
    const NEEDED: [(&str, &str); 5] = [
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libXcursor.so.1", "libxcursor1"),
        ("libXi.so.6", "libxi6"),
        ("libXrandr.so.2", "libxrandr2"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ];
    const FOLDERS: [&str; 6] =
        ["/usr/lib", "/usr/lib64", "/lib", "/usr/local/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];
    let is_installed = |library: &str| FOLDERS.iter().any(|folder| Path::new(folder).join(library).exists());
    // Where not even the C library lies in a known folder, this machine keeps its libraries elsewhere, and nothing can be told.
    if !is_installed("libc.so.6") {
        return Ok(());
    }
    let missing = NEEDED.iter().find(|(library, _)| !is_installed(library));
    missing.map_or(Ok(()), |(library, package)| Err(NoWindow::MissingLibrary(library, package)))
}

#[cfg(not(all(unix, not(target_os = "macos"), not(target_os = "android"))))]
fn find_display() -> Result<(), NoWindow> {
    Ok(())
}

/// Whether a graphics adapter answers, be it a card or a program that plays one.
pub(super) fn has_graphics() -> bool {
    let descriptor = wgpu::InstanceDescriptor::new_without_display_handle_from_env();
    let instance = wgpu::Instance::new(descriptor);
    bevy::tasks::block_on(instance.request_adapter(&wgpu::RequestAdapterOptions::default())).is_ok()
}
