//! What is drawn, compared with kept pictures: small ones, so that a letter that is drawn a little otherwise makes no difference.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use bevy::math::UVec2;
use bloodmark::desktop::stage::{Pixels, Show, can_draw};
use bloodmark::files::ThemeName;

use super::screens::{kept, open_drawn, tour, updates};

/// A whole page, drawn in few pixels: without a graphics card each costs time.
const SIZE: UVec2 = UVec2::new(640, 400);
const SCALE: f32 = 0.5;

/// Each way, so many pixels become one.
const SHRINK: usize = 4;

/// Pixels that differ by more than this, of 255, count as different.
const TOLERANCE: u8 = 20;

/// The part of pixels that may be different.
const MOST_DIFFERENT: f64 = 0.01;

fn shrink(picture: &Pixels) -> Pixels {
    let (width, height) = (picture.width / SHRINK, picture.height / SHRINK);
    let mean = |x: usize, y: usize| {
        let places =
            (0..SHRINK * SHRINK).map(|at| (y * SHRINK + at / SHRINK) * picture.width + x * SHRINK + at % SHRINK);
        let sum = places
            .map(|at| picture.pixels[at])
            .fold([0_usize; 3], |sum, pixel| std::array::from_fn(|part| sum[part] + usize::from(pixel[part])));
        sum.map(|part| u8::try_from(part / (SHRINK * SHRINK)).unwrap())
    };
    let pixels = (0..width * height).map(|at| mean(at % width, at / width)).collect();
    Pixels { width, height, pixels }
}

fn write(path: &Path, picture: &Pixels) {
    let file = std::fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, picture.width as u32, picture.height as u32);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let bytes: Vec<u8> = picture.pixels.iter().flatten().copied().collect();
    encoder.write_header().unwrap().write_image_data(&bytes).unwrap();
}

fn read(path: &Path) -> Option<Pixels> {
    let file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut bytes).unwrap();
    let pixels = bytes.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Some(Pixels { width: info.width as usize, height: info.height as usize, pixels })
}

/// The part of pixels that differ, from 0 to 1.
fn difference(one: &Pixels, other: &Pixels) -> f64 {
    if (one.width, one.height) != (other.width, other.height) {
        return 1.0;
    }
    let differs = |(a, b): (&[u8; 3], &[u8; 3])| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > TOLERANCE);
    one.pixels.iter().zip(&other.pixels).filter(|pair| differs(*pair)).count() as f64 / one.pixels.len() as f64
}

/// Compares what is drawn now with what was kept under this name.
fn check(show: &mut Show, name: &str, faults: &mut Vec<String>) {
    let picture = shrink(&show.picture());
    let colors = picture.pixels.iter().collect::<BTreeSet<_>>().len();
    if colors < 100 {
        faults.push(format!("{name} is blank: {colors} colors"));
    }
    let path = kept(&format!("pictures/{name}.png"));
    if updates() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        write(&path, &picture);
    }
    let different = read(&path).map_or(1.0, |kept| difference(&kept, &picture));
    if different > MOST_DIFFERENT {
        let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        write(&seen, &picture);
        faults.push(format!(
            "{name} differs in {:.1} % from {}; see {}",
            different * 100.0,
            path.display(),
            seen.display()
        ));
    }
}

/// Screens whose pictures tell most; each takes a second of software rendering.
const TELLING: [&str; 9] = ["title", "page", "pause", "codex", "pack", "settings", "saves", "paths", "ending"];

#[test]
fn screens_look_as_they_did() {
    if !can_draw() {
        assert!(
            std::env::var_os("CI").is_none_or(|ci| ci != "true"),
            "no Vulkan driver, and pictures are to be checked"
        );
        // Not by `eprintln!`, which the test runner keeps to itself.
        let _ = writeln!(std::io::stderr(), "left out: pictures are not checked, since there is no Vulkan driver");
        return;
    }
    let mut faults = Vec::new();
    let mut game = open_drawn(SIZE, SCALE);
    tour(&mut game.show, |show, screen| {
        if TELLING.contains(&screen.name) {
            check(show, screen.name, &mut faults);
        }
    });
    let show = &mut game.show;
    for (name, theme) in [("paper", ThemeName::Paper), ("high_contrast", ThemeName::HighContrast)] {
        show.set(|settings| settings.theme = theme);
        check(show, &format!("title_{name}"), &mut faults);
    }
    show.press("1");
    show.press("2");
    check(show, "page_high_contrast", &mut faults);
    show.set(|settings| settings.theme = ThemeName::Paper);
    check(show, "page_paper", &mut faults);
    show.set(|settings| settings.text_size = 200);
    check(show, "page_large", &mut faults);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
