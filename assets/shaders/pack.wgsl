// The pack: one star in the middle, one for each person, and the threads between.
// stars: x, y, bond from 0 to 1, thread (0 nobody, 1 no thread, 2 a thread, 3 cut).
#import bevy_ui::ui_vertex_output::UiVertexOutput

@group(1) @binding(0) var<uniform> stars: array<vec4<f32>, 8>;
@group(1) @binding(1) var<uniform> colors: array<vec4<f32>, 8>;

const BONE: vec3<f32> = vec3(0.807, 0.760, 0.658);
const EMBER: vec3<f32> = vec3(0.578, 0.053, 0.028);

// A star with four fine rays.
fn star(p: vec2<f32>, size: f32) -> f32 {
    let d = length(p);
    let core = 1.0 - smoothstep(size * 0.6, size, d);
    let rays = exp(-abs(p.x) / (size * 0.22)) * exp(-abs(p.y) / (size * 2.0))
        + exp(-abs(p.y) / (size * 0.22)) * exp(-abs(p.x) / (size * 2.0));
    return clamp(core + rays * 0.7 + exp(-d / (size * 1.4)) * 0.3, 0.0, 1.0);
}

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    let aspect = in.size.x / max(in.size.y, 1.0);
    let scale = vec2(max(aspect, 1.0), max(1.0 / aspect, 1.0));
    let p = (in.uv - 0.5) * 2.0 * scale;
    let pixel = 2.0 * scale.y / max(in.size.y, 1.0);
    var color = vec3(0.0);
    var alpha = 0.0;
    for (var i = 0; i < 8; i += 1) {
        let at = stars[i].xy * vec2(scale.x, scale.y) * 0.92;
        let bond = stars[i].z;
        let thread = stars[i].w;
        if thread < 0.5 {
            continue;
        }
        let tint = colors[i].rgb;
        if thread > 1.5 {
            let along = clamp(dot(p, at) / max(dot(at, at), 0.001), 0.0, 1.0);
            let distance = length(p - at * along);
            let width = pixel * (0.7 + 3.2 * bond);
            var line = 1.0 - smoothstep(width * 0.5, width * 0.5 + pixel, distance);
            line += exp(-distance / (0.02 + 0.07 * bond)) * 0.35 * bond;
            line *= 0.35 + 0.65 * bond;
            if thread > 2.5 {
                // Cut: the middle is gone, and what is left is the color of the mark.
                line *= smoothstep(0.10, 0.18, abs(along - 0.5));
            }
            let shade = select(mix(BONE, tint, 0.5 + 0.5 * along), EMBER, thread > 2.5);
            color = mix(color, shade, line);
            alpha = max(alpha, line);
        }
        let light = star(p - at, 0.055 + 0.04 * bond) * (0.55 + 0.45 * bond);
        color = mix(color, tint, light);
        alpha = max(alpha, light);
    }
    let middle = star(p, 0.075);
    color = mix(color, BONE, middle);
    alpha = max(alpha, middle);
    return vec4(color, clamp(alpha, 0.0, 1.0));
}
