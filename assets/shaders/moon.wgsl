// The moon: a ball, lit from where the sun stands. `phase.x` is the part of the month that has passed: 0 new, 0.5 full.
#import bevy_ui::ui_vertex_output::UiVertexOutput
#import bloodmark::noise::{hash, noise}
#import bloodmark::look::Look

@group(1) @binding(0) var<uniform> look: Look;
@group(1) @binding(1) var<uniform> phase: vec4<f32>;

const TAU: f32 = 6.2831853;
const SILVER: vec3<f32> = vec3(0.640, 0.690, 0.735);

fn sea(p: vec2<f32>, at: vec2<f32>, size: vec2<f32>) -> f32 {
    return 1.0 - smoothstep(0.62, 1.12, length((p - at) / size));
}

// The seas that every night has: how much of one is at a point of the disc, up less than 0.
fn seas(p: vec2<f32>) -> f32 {
    let q = p + (vec2(noise(p * 5.0), noise(p * 5.0 + 21.0)) - 0.5) * 0.17 + (vec2(noise(p * 14.0), noise(p * 14.0 + 9.0)) - 0.5) * 0.06;
    var dark = sea(q, vec2(-0.27, -0.47), vec2(0.34, 0.30));
    dark = max(dark, sea(q, vec2(0.25, -0.43), vec2(0.22, 0.20)));
    dark = max(dark, sea(q, vec2(0.42, -0.12), vec2(0.26, 0.24)));
    dark = max(dark, sea(q, vec2(0.79, -0.29), vec2(0.10, 0.13)));
    dark = max(dark, sea(q, vec2(0.68, 0.08), vec2(0.15, 0.22)));
    dark = max(dark, sea(q, vec2(0.49, 0.25), vec2(0.12, 0.12)));
    dark = max(dark, sea(q, vec2(-0.63, -0.10), vec2(0.26, 0.50)));
    dark = max(dark, sea(q, vec2(-0.34, 0.07), vec2(0.36, 0.18)) * 0.75);
    dark = max(dark, sea(q, vec2(-0.22, 0.32), vec2(0.24, 0.18)) * 0.9);
    dark = max(dark, sea(q, vec2(-0.58, 0.38), vec2(0.14, 0.14)));
    dark = max(dark, sea(q, vec2(0.02, -0.78), vec2(0.42, 0.07)) * 0.7);
    return dark * (0.72 + 0.42 * noise(p * 7.0 + 3.0));
}

// Craters of one size: how the ground leans there.
fn craters(p: vec2<f32>, count: f32, seed: f32) -> vec2<f32> {
    let cell = floor(p * count);
    let inside = fract(p * count) - 0.5;
    let there = vec2(hash(cell + seed), hash(cell + seed + 7.7)) - 0.5;
    let size = 0.10 + 0.20 * hash(cell + seed + 3.3);
    let away = inside - there * 0.5;
    let r = length(away) / size;
    // Down to the middle, and a rim around.
    return away / size * (smoothstep(0.0, 0.8, r) * (1.0 - smoothstep(0.8, 1.0, r)) - 0.6 * smoothstep(0.95, 1.1, r) * (1.0 - smoothstep(1.1, 1.45, r)));
}

// Bright dust thrown out of a young crater: a spot, and rays of it.
fn rays(p: vec2<f32>, at: vec2<f32>, size: f32, reach: f32, count: f32) -> f32 {
    let away = p - at;
    let r = length(away);
    let turn = atan2(away.y, away.x);
    let ray = pow(0.5 + 0.5 * sin(turn * count + 3.0 * noise(vec2(turn * 2.0, 4.0))), 5.0);
    return (1.0 - smoothstep(size * 0.4, size, r)) + 0.55 * ray * exp(-r / reach) * smoothstep(size * 0.6, size * 1.4, r);
}

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    // The disc leaves room for its halo.
    let p = (in.uv - 0.5) * 2.0 / 0.80;
    let radius = length(p);
    let pixel = 2.0 / 0.80 / max(in.size.y, 1.0);
    let disc = 1.0 - smoothstep(1.0 - pixel, 1.0 + pixel * 0.5, radius);
    let depth = sqrt(max(1.0 - radius * radius, 0.0));
    let turn = phase.x * TAU;
    let sun = vec3(sin(turn), 0.0, -cos(turn));
    let full = 0.5 - 0.5 * cos(turn);

    // What is small is not drawn smaller than a pixel.
    let fine = smoothstep(40.0, 120.0, in.size.y);
    let lean = (craters(p, 4.0, 1.0) * 0.8 + craters(p + 3.1, 7.5, 5.0) * 0.8 + craters(p + 1.7, 14.0, 9.0) * 0.6 * fine);
    let dark = seas(p);
    let rough = mix(0.23, 0.08, clamp(dark, 0.0, 1.0)) * smoothstep(0.0, 0.5, depth);
    let ground = normalize(vec3(p + lean * rough, depth + 0.001));
    let facing = dot(vec3(p, depth), sun);
    // No softer than it is: there is no air up there; and relief where the light is low.
    let lit = smoothstep(-0.02, 0.06 + 0.10 * full, dot(ground, sun)) * smoothstep(-0.05, 0.05, facing);
    let dust = rays(p, vec2(-0.13, 0.71), 0.055, 0.42, 7.0) + 0.7 * rays(p, vec2(-0.33, -0.16), 0.055, 0.12, 9.0) + 0.6 * rays(p, vec2(-0.62, -0.14), 0.04, 0.10, 8.0);
    let grain = 0.94 + 0.12 * noise(p * 26.0);
    let bright = clamp((0.90 - 0.56 * clamp(dark, 0.0, 1.0) + 0.26 * dust) * grain, 0.05, 1.25);

    if look.ground.w > 1.5 {
        // White where it is lit, and a line around.
        let light = smoothstep(-pixel, pixel, facing) * smoothstep(0.0, 0.02, full);
        let line = smoothstep(1.0 - 4.0 * pixel, 1.0 - 3.0 * pixel, radius);
        return vec4(look.ink.rgb * max(light * (1.0 - 0.45 * step(0.5, dark)), line), max(light, line) * disc);
    }
    if look.ground.w > 0.5 {
        return inked(p, radius, pixel, facing, dark, depth, full) * vec4(1.0, 1.0, 1.0, disc);
    }
    // The dark part is seen by the light of the earth, best when the moon is young; a thin rim keeps the new moon from being nothing.
    let rim = smoothstep(0.88, 0.99, radius) * 0.11;
    let earthshine = vec3(0.026, 0.036, 0.042) * bright * (1.35 - full) + vec3(0.25, 0.30, 0.34) * rim * (1.0 - full);
    let silver = SILVER * bright * mix(0.80, 1.0, depth) * mix(vec3(0.96, 0.99, 1.03), vec3(1.03, 1.0, 0.95), 1.0 - clamp(dark, 0.0, 1.0));
    let color = mix(earthshine, silver, lit);
    // The halo is where the light is.
    let side = clamp(dot(p / max(radius, 0.001), sun.xy) * 0.5 + 0.5 + full * 0.5, 0.0, 1.0);
    let halo = exp(-max(radius - 1.0, 0.0) * 9.0) * 0.26 * full * side * (1.0 - disc) * smoothstep(1.25, 1.0, radius);
    return vec4(mix(SILVER, color, disc), clamp(disc + halo, 0.0, 1.0));
}

// Ink on paper: the night hatched, the seas dotted, and a line around.
fn inked(p: vec2<f32>, radius: f32, pixel: f32, facing: f32, dark: f32, depth: f32, full: f32) -> vec4<f32> {
    let apart = max(0.058, pixel * 3.4);
    // Hatching follows the round of the ball.
    let across = (p.x + p.y) * 0.7071 + 0.10 * depth;
    let line = abs(fract(across / apart) - 0.5) * apart;
    let night = smoothstep(0.05, -0.08, facing);
    let thick = apart * (0.20 + 0.15 * noise(p * 9.0)) * night;
    let hatch = (1.0 - smoothstep(thick - pixel * 0.5, thick + pixel * 0.5, line)) * smoothstep(0.0, 0.2, night) * 0.80;
    let cell = floor(p / (apart * 0.8));
    let spot = fract(p / (apart * 0.8)) - 0.5 + (vec2(hash(cell), hash(cell + 5.0)) - 0.5) * 0.45;
    let wide = 0.42 * clamp(dark, 0.0, 1.0);
    let soft = pixel / (apart * 0.8);
    let dots = (1.0 - smoothstep(wide - soft, wide + soft, length(spot))) * step(0.12, wide) * (1.0 - night) * 0.55;
    let rim = smoothstep(1.0 - 3.2 * pixel, 1.0 - 2.0 * pixel, radius) * 0.9;
    return vec4(look.ink.rgb, max(max(hatch, dots), rim));
}
