// The pack: one star in the middle, one for each person, and the threads between.
#import bevy_ui::ui_vertex_output::UiVertexOutput
#import bloodmark::noise::{hash, noise}
#import bloodmark::look::Look

@group(1) @binding(0) var<uniform> look: Look;
// For each star: where it stands (x to the right, y down, from -1 to 1), the bond from 0 to 1, and what the thread is:
// 0 nobody, 1 no thread, 2 a thread, 3 a thread that was cut, 4 one to the dead.
@group(1) @binding(1) var<uniform> stars: array<vec4<f32>, 8>;
// The color of each star, and how much its thread has just changed.
@group(1) @binding(2) var<uniform> colors: array<vec4<f32>, 8>;
// Which star is looked at, counted from 0; less than 0 for none.
@group(1) @binding(3) var<uniform> view: vec4<f32>;

// A star: a core, a breath of light around it, and four fine rays.
fn star(p: vec2<f32>, size: f32, pixel: f32) -> f32 {
    let d = length(p);
    let core = 1.0 - smoothstep(size * 0.42 - pixel, size * 0.42 + pixel, d);
    let fine = max(size * 0.10, pixel * 0.55);
    let rays = exp(-abs(p.x) / fine) * exp(-abs(p.y) / (size * 0.85)) + exp(-abs(p.y) / fine) * exp(-abs(p.x) / (size * 0.85));
    return clamp(core + rays * 0.75 + exp(-d / (size * 0.8)) * 0.32, 0.0, 1.0);
}

// A thread from the middle to a place: how far a point is from it, and how far along.
fn thread(p: vec2<f32>, to: vec2<f32>, droop: f32) -> vec2<f32> {
    let length_of = max(length(to), 0.001);
    let way = to / length_of;
    let whole = dot(p, way) / length_of;
    let along = clamp(whole, 0.0, 1.0);
    let sag = droop * 4.0 * along * (1.0 - along);
    let beside = dot(p, vec2(-way.y, way.x)) - sag;
    return vec2(length(vec2(beside, (whole - along) * length_of)), along);
}

// What is left of a thread that was cut: two ends that hang and fray.
fn cut(p: vec2<f32>, to: vec2<f32>, width: f32, pixel: f32) -> f32 {
    let length_of = max(length(to), 0.001);
    let way = to / length_of;
    let whole = dot(p, way) / length_of;
    let beside = dot(p, vec2(-way.y, way.x)) * select(-1.0, 1.0, way.x > 0.0);
    // The ends fall the further, the nearer they are to the cut.
    let near = smoothstep(0.10, 0.40, whole) * step(whole, 0.5);
    let far = smoothstep(0.92, 0.62, whole) * step(0.5, whole);
    let fall = 0.10 * (near * near + far * far);
    let fray = (near + far) * 0.030;
    var line = 0.0;
    for (var i = -1.0; i <= 1.0; i += 1.0) {
        let offset = abs(beside - fall - i * fray * (near + far));
        let thin = width * (1.0 - 0.55 * abs(i));
        line = max(line, (1.0 - smoothstep(thin * 0.5, thin * 0.5 + pixel, offset)) * (1.0 - 0.3 * abs(i)));
    }
    return line * step(0.0, whole) * step(whole, 1.0) * (1.0 - smoothstep(0.36, 0.42, whole) * (1.0 - smoothstep(0.60, 0.66, whole)));
}

fn over(below: vec4<f32>, color: vec3<f32>, alpha: f32) -> vec4<f32> {
    let all = alpha + below.a * (1.0 - alpha);
    return vec4(mix(below.rgb * below.a, color, alpha) / max(all, 0.0001), all);
}

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    let aspect = in.size.x / max(in.size.y, 1.0);
    let scale = vec2(max(aspect, 1.0), max(1.0 / aspect, 1.0));
    let p = (in.uv - 0.5) * 2.0 * scale;
    let pixel = 2.0 * scale.y / max(in.size.y, 1.0);
    // Large pictures have finer stars.
    let grow = clamp(150.0 / max(in.size.y, 1.0), 0.36, 1.0);
    let is_paper = look.ground.w > 0.5 && look.ground.w < 1.5;
    let is_hard = look.ground.w > 1.5;
    var seen = vec4(look.ink.rgb, 0.0);

    // Other stars, far off, that have nothing to do with it.
    if !is_hard {
        let cell = floor(p * 9.0);
        let there = fract(p * 9.0) - 0.15 - 0.7 * vec2(hash(cell), hash(cell + 17.0));
        let small = (0.20 + 0.5 * hash(cell + 31.0)) * 0.010 * 9.0 * max(grow, pixel * 60.0);
        let speck = (1.0 - smoothstep(small * 0.5, small, length(there))) * step(0.58, hash(cell + 41.0));
        let fade = 1.0 - smoothstep(0.75, 1.0, length(p / scale));
        seen = over(seen, look.ink.rgb, speck * 0.34 * fade);
        if !is_paper {
            let mist = noise(p * 1.6 + 4.0) * noise(p * 3.1 + 9.0);
            seen = over(seen, vec3(0.16, 0.24, 0.26), mist * 0.085 * fade);
        }
    }
    for (var i = 0; i < 8; i += 1) {
        let at = stars[i].xy * scale * 0.92;
        let bond = stars[i].z;
        let kind = stars[i].w;
        if kind < 1.5 {
            continue;
        }
        let tint = select(colors[i].rgb, look.ink.rgb, is_hard);
        let fresh = colors[i].a;
        let width = pixel * 0.6 + (0.008 + 0.050 * bond * bond + 0.012 * bond) * grow * (1.0 + 0.5 * fresh);
        let droop = 0.05 * select(-1.0, 1.0, (i & 1) == 0) * (1.0 - 0.6 * bond) * length(at);
        let where_at = thread(p, at, droop);
        if kind > 2.5 {
            let ends = cut(p, at, width * 0.8 + pixel * 0.4, pixel);
            let color = select(mix(look.mark.rgb, tint, 0.25), look.mark.rgb, is_paper || is_hard);
            seen = over(seen, mix(color, look.accent.rgb, fresh), ends * select(0.85, 0.55, kind > 3.5));
            continue;
        }
        var line = 1.0 - smoothstep(width * 0.5 - pixel * 0.3, width * 0.5 + pixel * 0.7, where_at.x);
        line *= select(0.40 + 0.60 * bond, 1.0, is_hard);
        // It thins out before the stars.
        line *= smoothstep(0.0, 0.10, where_at.y) * smoothstep(1.0, 0.93, where_at.y);
        var color = mix(mix(look.ink.rgb, tint, 0.25 + 0.75 * where_at.y), look.accent.rgb, fresh * 0.75);
        if is_paper {
            color = mix(look.ink.rgb, look.accent.rgb, fresh);
        }
        if !is_hard && !is_paper {
            let glow = exp(-where_at.x / (0.018 + 0.06 * bond * grow)) * (0.30 * bond * bond + 0.45 * fresh);
            seen = over(seen, color, glow * smoothstep(0.0, 0.2, where_at.y));
            color += vec3(0.12) * bond * (1.0 - smoothstep(0.0, width * 0.4, where_at.x));
        }
        seen = over(seen, color, clamp(line, 0.0, 1.0));
    }
    for (var i = 0; i < 8; i += 1) {
        let at = stars[i].xy * scale * 0.92;
        let bond = stars[i].z;
        let kind = stars[i].w;
        if kind < 0.5 {
            continue;
        }
        let size = (0.115 + 0.055 * bond) * grow;
        let d = length(p - at);
        if i32(view.x) == i {
            // Looked at: a ring around.
            let ring = abs(d - size * 1.05 - 0.03 * grow) - max(0.006 * grow, pixel * 0.7);
            seen = over(seen, look.accent.rgb, 1.0 - smoothstep(0.0, pixel, ring));
        }
        seen = drawn(seen, p - at, d, size, pixel, colors[i], kind, bond, is_paper, is_hard);
    }
    seen = drawn(seen, p, length(p), 0.135 * grow, pixel, vec4(look.ink.rgb, 0.0), 2.0, 1.0, is_paper, is_hard);
    return seen;
}

// One star: the dead are a ring that nothing fills.
fn drawn(below: vec4<f32>, p: vec2<f32>, d: f32, size: f32, pixel: f32, color: vec4<f32>, kind: f32, bond: f32, is_paper: bool, is_hard: bool) -> vec4<f32> {
    let tint = mix(color.rgb, look.accent.rgb, color.a * 0.5);
    let ring = 1.0 - smoothstep(0.0, pixel, abs(d - size * 0.40) - max(pixel * 0.6, size * 0.05));
    if kind > 3.5 {
        return over(below, mix(color.rgb, look.ink.rgb, 0.4), ring * 0.65);
    }
    if is_hard {
        let solid = 1.0 - smoothstep(size * 0.44, size * 0.44 + pixel, d);
        return over(below, color.rgb, solid);
    }
    if is_paper {
        // A dot of its color in a ring of ink, with rays as an engraver cuts them.
        let fine = max(size * 0.05, pixel * 0.6);
        let ray = max(exp(-abs(p.x) / fine) * (1.0 - smoothstep(size * 0.55, size * 1.0, abs(p.y))), exp(-abs(p.y) / fine) * (1.0 - smoothstep(size * 0.55, size * 1.0, abs(p.x))));
        let solid = 1.0 - smoothstep(size * 0.40, size * 0.40 + pixel, d);
        var seen = over(below, look.ink.rgb, ray * 0.8);
        seen = over(seen, mix(color.rgb, look.ink.rgb, 0.15), solid);
        return over(seen, look.ink.rgb, ring * 0.9);
    }
    let light = star(p, size, pixel) * select(0.45, 0.62 + 0.38 * bond, kind > 1.5);
    let heart = 1.0 - smoothstep(0.0, size * 0.34, d);
    return over(below, mix(tint, vec3(1.0), heart * 0.45), clamp(light, 0.0, 1.0));
}
