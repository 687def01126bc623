//! What is on the screen, as pixels, and what can be told of it.

use std::collections::BTreeSet;
use std::path::Path;

/// Red, green and blue, row by row.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Writes it below the folder of the build, for whoever wants to see.
    pub fn keep(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        let file = std::fs::File::create(folder.join(format!("{name}.png"))).unwrap();
        let mut encoder = png::Encoder::new(file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let bytes: Vec<u8> = self.pixels.iter().flatten().copied().collect();
        encoder.write_header().unwrap().write_image_data(&bytes).unwrap();
    }

    /// How many colors there are.
    pub fn colors(&self) -> usize {
        self.pixels.iter().collect::<BTreeSet<_>>().len()
    }

    /// The part of pixels, from 0 to 1, that differ clearly.
    pub fn difference(&self, other: &Self) -> f64 {
        let differs = |(a, b): (&[u8; 3], &[u8; 3])| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > 24);
        let different = self.pixels.iter().zip(&other.pixels).filter(|pair| differs(*pair)).count();
        different as f64 / self.pixels.len() as f64
    }

    /// How many bands of light pixels lie below each other with dark rows between: lines of text, or rows of pictures.
    pub fn lines_of_text(&self) -> usize {
        const LIGHT: u8 = 0x80;
        // Letters change between light and dark many times in a row; pictures and rules do not.
        let is_text = |row: &[[u8; 3]]| {
            let is_light = |pixel: &[u8; 3]| pixel.iter().all(|part| *part > LIGHT);
            row.windows(2).filter(|pair| is_light(&pair[0]) != is_light(&pair[1])).count() >= 12
        };
        let rows: Vec<bool> = self.pixels.chunks(self.width).map(is_text).collect();
        rows.windows(2).filter(|pair| !pair[0] && pair[1]).count()
    }
}
