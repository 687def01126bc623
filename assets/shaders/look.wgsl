// What all pictures are given of the theme: colors as they are mixed, linear.
#define_import_path bloodmark::look

struct Look {
    // Behind the picture; and which kind of drawing it is: 0 light in the dark, 1 ink on paper, 2 hard outlines.
    ground: vec4<f32>,
    // The color of text, which is the ink.
    ink: vec4<f32>,
    // The color of the mark.
    mark: vec4<f32>,
    // The color of what is selected, and of what has just changed.
    accent: vec4<f32>,
}
