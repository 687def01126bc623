// The mark: a brush spiral that is burned into a forearm, from the wrist outward.
#import bevy_ui::ui_vertex_output::UiVertexOutput
#import bloodmark::noise::{noise, gradient_noise}
#import bloodmark::look::Look

@group(1) @binding(0) var<uniform> look: Look;
// Coils; heat from 0 to 1; where what has just grown begins, in coils; and how much its tip burns while it grows, from 0 to 1.
@group(1) @binding(1) var<uniform> shape: vec4<f32>;
// Whether it is drawn without the arm; and the seconds that its embers have been moving.
@group(1) @binding(2) var<uniform> setting: vec4<f32>;

const TAU: f32 = 6.2831853;
const CHAR: vec3<f32> = vec3(0.013, 0.0062, 0.0048);
const EMBER: vec3<f32> = vec3(0.578, 0.053, 0.028);
const FIRE: vec3<f32> = vec3(1.0, 0.36, 0.10);
const SKIN: vec3<f32> = vec3(0.390, 0.255, 0.185);
const BLUSH: vec3<f32> = vec3(0.300, 0.085, 0.058);

// A stroke at a point: how much of it is covered by ink, how far the edge is (outside of it more than 0, in coils), and which turn it is.
struct Stroke {
    ink: f32,
    away: f32,
    turn: f32,
}

// The arm at a point: how far around it, from -1 to 1; the way its skin faces; how deep inside of its outline (less than 0 inside).
struct Arm {
    around: f32,
    normal: vec3<f32>,
    inside: f32,
    width: f32,
}

// Half the width of the brush at a turn, in coils: it is set down, presses, and is lifted.
fn brush(turn: f32, coils: f32) -> f32 {
    let set_down = smoothstep(-0.15, 0.5, turn);
    let lifted = smoothstep(0.0, 0.8, coils - turn);
    let pressure = 0.70 + 0.20 * sin(turn * 4.1 + 0.7) + 0.10 * sin(turn * 9.7);
    return 0.315 * set_down * (0.15 + 0.85 * lifted) * pressure;
}

// How a brush that runs dry leaves its ink: streaks along the stroke, most at its edges and where it is lifted.
fn dry(along: f32, across: f32, wetness: f32) -> f32 {
    let streak = noise(vec2(along * 5.0, across * 5.5 + 40.0)) * 0.65 + noise(vec2(along * 17.0, across * 13.0)) * 0.35;
    let dryness = 0.26 * across * across + 0.50 * (1.0 - wetness);
    return smoothstep(dryness - 0.12, dryness + 0.06, streak + 0.18);
}

fn nearer(a: Stroke, b: Stroke) -> Stroke {
    var both = a;
    if b.away < a.away {
        both = b;
    }
    both.ink = max(a.ink, b.ink);
    return both;
}

// The stroke of the spiral at a place that is `reach` coils from the middle; `pixel` is the size of a pixel in coils.
fn spiral(reach: f32, bearing: f32, coils: f32, pixel: f32) -> Stroke {
    var best = Stroke(0.0, 9.0, 0.0);
    let nearest = round(reach - bearing);
    for (var i = -1.0; i <= 1.0; i += 1.0) {
        let turn = nearest + i + bearing;
        let beyond = max(turn - coils, -turn);
        let width = brush(turn, coils) * step(beyond, 0.0);
        let offset = reach - turn;
        let ragged = (noise(vec2(turn * 26.0, 3.0 + sign(offset))) - 0.5) * 0.085 + (noise(vec2(turn * 7.0, 9.0)) - 0.5) * 0.07;
        var away = abs(offset) - width - ragged * smoothstep(0.0, 0.2, width);
        away = length(vec2(max(away, 0.0), max(beyond, 0.0) * TAU * max(reach, 0.2))) + min(away, 0.0);
        let across = offset / max(width, 0.02);
        let cover = (1.0 - smoothstep(-pixel, pixel, away)) * dry(turn, across, smoothstep(-0.1, 1.3, coils - turn));
        best = nearer(best, Stroke(select(cover, 0.0, beyond > 0.0), away, min(turn, coils)));
    }
    return best;
}

// Branches leave the spiral outward, each a hook that ends in a thorn; those of the outer coils reach beyond it.
fn branches(reach: f32, bearing: f32, coils: f32, pixel: f32) -> Stroke {
    var best = Stroke(0.0, 9.0, 0.0);
    for (var i = 0; i < 17; i += 1) {
        let root = 0.55 + 0.69 * f32(i) + 0.13 * sin(f32(i) * 2.7);
        let grown = clamp((coils - root) * 1.4, 0.0, 1.0);
        if grown <= 0.0 {
            break;
        }
        // Each takes less of a circle the further out it is, so that all are about as long.
        let length_of = (1.35 / (0.5 + root) + 0.12) * (0.75 + 0.5 * fract(f32(i) * 0.618)) * grown;
        var bend = fract(bearing - fract(root) + 1.0) * TAU;
        bend -= select(0.0, TAU, bend > (TAU + length_of) * 0.5);
        let whole = bend / length_of;
        let along = clamp(whole, 0.0, 1.0);
        // The last have room to reach out.
        let is_free = step(coils - 1.0, root);
        let rise = (0.50 + 0.55 * fract(f32(i) * 0.381)) * (1.0 + 0.7 * is_free) * grown;
        let middle = root + rise * (1.0 - (1.0 - along) * (1.0 - along)) + 0.05 * sin(along * 5.0);
        let width = 0.145 * (1.0 - along) + 0.012;
        // On its outer side a few thorns.
        let thorn = 0.16 * pow(max(sin(along * 9.0 + f32(i)), 0.0), 12.0) * (1.0 - along);
        let offset = reach - middle;
        let beside = abs(offset) - width - select(0.0, thorn, offset > 0.0);
        let past = abs(whole - along) * length_of * max(reach, 0.2);
        let away = length(vec2(max(beside, 0.0), past)) + min(beside, 0.0);
        let cover = (1.0 - smoothstep(-pixel, pixel, away)) * dry(along * 2.0 + f32(i), offset / width, 1.1 - along * 0.6);
        best = nearer(best, Stroke(select(cover, 0.0, past > pixel), away, root));
    }
    return best;
}

// Runners go down the arm to the elbow and beyond, with thorns by turns left and right. `at` is in the skin's own measure.
fn runners(at: vec2<f32>, coils: f32, scale: f32, pixel: f32) -> Stroke {
    var best = Stroke(0.0, 9.0, 0.0);
    for (var i = 0; i < 5; i += 1) {
        let k = f32(i);
        let side = select(-1.0, 1.0, (i & 1) == 0);
        let first = 1.0 + 1.3 * k;
        let reach = clamp((coils - first) * 0.44, 0.0, 1.7);
        if reach <= 0.0 {
            break;
        }
        // The fourth and fifth go up into the hand.
        let y = select(at.y, -at.y * 1.2, i > 2) - 0.05 - 0.06 * k;
        let whole = y / reach;
        let along = clamp(whole, 0.0, 1.0);
        let wave = y * (4.3 + k) + 1.9 * k;
        let x = side * (0.055 + 0.028 * k) + 0.062 * sin(wave) * (1.0 - 0.3 * along) + side * 0.07 * along;
        let slope = 0.062 * (4.3 + k) * cos(wave);
        let offset = (at.x - x) / sqrt(1.0 + slope * slope);
        let width = 0.019 * (1.0 - along) * smoothstep(-0.02, 0.16, along) + 0.003;
        let beat = y * 8.0 + k * 0.37;
        let thorn_side = select(-1.0, 1.0, fract(beat * 0.5) < 0.5);
        let thorn = 0.055 * smoothstep(0.0, 0.13, fract(beat)) * pow(1.0 - fract(beat), 3.0) * step(0.0, offset * thorn_side) * (1.0 - 0.6 * along) * smoothstep(0.05, 0.2, along);
        let beside = abs(offset) - width - thorn;
        let past = abs(whole - along) * reach;
        let away = (length(vec2(max(beside, 0.0), past)) + min(beside, 0.0)) * scale;
        let cover = (1.0 - smoothstep(-pixel, pixel, away)) * dry(y * 5.0 + k, offset / width * 0.6, 1.05 - along * 0.5);
        best = nearer(best, Stroke(select(cover, 0.0, past * scale > pixel), away, first + along * reach / 0.44));
    }
    return best;
}

const WRIST: f32 = -0.40;

// Half as wide as the arm is at a height: the wrist, the belly of the forearm, the elbow.
fn half_width(y: f32) -> f32 {
    return 0.225 + 0.165 * smoothstep(WRIST - 0.02, 0.42, y) - 0.055 * smoothstep(0.46, 1.1, y);
}

fn capsule(p: vec2<f32>, a: vec2<f32>, b: vec2<f32>, r: f32) -> f32 {
    let along = clamp(dot(p - a, b - a) / dot(b - a, b - a), 0.0, 1.0);
    return length(p - mix(a, b, along)) - r;
}

fn joined(a: f32, b: f32, soft: f32) -> f32 {
    let h = clamp(0.5 + 0.5 * (b - a) / soft, 0.0, 1.0);
    return mix(b, a, h) - soft * h * (1.0 - h);
}

// How far a point is from the outline of forearm and hand, less than 0 inside.
fn outline(p: vec2<f32>) -> f32 {
    let forearm = abs(p.x) - half_width(p.y) + 0.30 * smoothstep(WRIST + 0.02, WRIST - 0.42, p.y);
    let palm = capsule(p, vec2(-0.045, -0.60), vec2(-0.035, -0.735), 0.222);
    let thumb = joined(capsule(p, vec2(0.13, -0.56), vec2(0.30, -0.745), 0.082), capsule(p, vec2(0.30, -0.745), vec2(0.345, -0.96), 0.058), 0.05);
    var fingers = capsule(p, vec2(-0.195, -0.80), vec2(-0.265, -1.10), 0.050);
    fingers = joined(fingers, capsule(p, vec2(-0.083, -0.84), vec2(-0.105, -1.25), 0.056), 0.012);
    fingers = joined(fingers, capsule(p, vec2(0.035, -0.845), vec2(0.050, -1.30), 0.058), 0.012);
    fingers = joined(fingers, capsule(p, vec2(0.148, -0.82), vec2(0.195, -1.22), 0.056), 0.012);
    return joined(joined(forearm, palm, 0.16), joined(thumb, fingers, 0.03), 0.06);
}

fn arm_at(p: vec2<f32>) -> Arm {
    let e = 0.02;
    let inside = outline(p);
    let facing = vec2(outline(p + vec2(e, 0.0)), outline(p + vec2(0.0, e))) - inside;
    let width = half_width(p.y);
    let around = p.x / width;
    // The forearm is round; the hand is flat, and round at its edges.
    let rise = clamp(1.0 + inside / 0.105, 0.0, 1.0);
    let flat = vec3(facing / max(length(facing), 0.0001) * rise, sqrt(max(1.0 - rise * rise, 0.0)) + 0.12);
    let turned = vec3(around, -0.05, sqrt(max(1.0 - around * around, 0.0)) + 0.05);
    let normal = mix(normalize(flat), normalize(turned), smoothstep(WRIST - 0.16, WRIST + 0.10, p.y));
    return Arm(around, normalize(normal), inside, width);
}

// Fire in the cracks: thin where it is cool, wide where it is hot.
fn cracks(at: vec2<f32>, heat: f32) -> f32 {
    let drift = setting.y * 0.06;
    let warp = vec2(noise(at * 3.0), noise(at * 3.0 + 31.0)) * 0.35;
    let coarse = abs(gradient_noise(at * 6.0 + warp * 4.0)) * 1.15;
    let fine = abs(gradient_noise(at * 14.0 + warp * 7.0 + 50.0)) * 1.7 + 0.10;
    let breath = noise(at * 2.3 + vec2(drift, -drift * 2.0));
    let wide = (0.015 + 0.125 * heat) * (0.35 + 1.1 * breath);
    return 1.0 - smoothstep(wide * 0.25, wide + 0.02, min(coarse, fine));
}

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    let coils = shape.x;
    let heat = shape.y;
    // Where it is small, an arm would be in the way.
    let is_alone = setting.x > 0.5 || in.size.y < 100.0;
    let aspect = in.size.x / max(in.size.y, 1.0);
    let p = (in.uv - 0.5) * 2.0 * vec2(aspect, 1.0);
    // One pixel.
    let pixel = 2.0 / max(in.size.y, 1.0);

    // The arm leans; its skin is unrolled: how far around, and how far along from the middle of the mark.
    let upright = vec2(p.x + 0.13 * p.y + 0.055 * p.y * p.y - 0.02, p.y);
    var arm = Arm(0.0, vec3(0.0, 0.0, 1.0), -1.0, 1.0);
    var at = p * 0.62;
    if !is_alone {
        arm = arm_at(upright);
        at = vec2(asin(clamp(arm.around, -0.99, 0.99)) * arm.width * 0.9, p.y + 0.03);
    }
    let within = 1.0 - smoothstep(-pixel * 0.7, pixel * 0.7, arm.inside);
    if within <= 0.0 {
        return vec4(0.0);
    }

    // Coils lie closer the further out they are. A hand has drawn them: the circle is not quite one.
    let wobble = vec2(noise(at * 3.4 + 5.0), noise(at * 3.4 + 17.0)) - 0.5;
    let q = at * select(vec2(1.0, 0.74), vec2(1.0), is_alone) + wobble * 0.045;
    let extent = select(0.78, 0.54 * pow(12.0 / max(coils + 0.35, 3.4), 0.72), is_alone);
    let reach = 12.0 * pow(length(q) / extent, 1.0 / 0.72);
    let coil_size = 0.72 * extent / 12.0 * pow(max(reach, 0.35) / 12.0, -0.28);
    let bearing = fract(atan2(q.y, q.x) / TAU + 1.12);
    let soft = pixel * select(0.85, 0.60, is_alone) / coil_size / max(arm.normal.z, 0.4);
    var stroke = Stroke(0.0, 9.0, 0.0);
    if coils > 0.0 {
        stroke = nearer(spiral(reach, bearing, coils, soft), branches(reach, bearing, coils, soft));
        if !is_alone {
            stroke = nearer(stroke, runners(at, coils, 1.0 / coil_size, soft));
        }
    }
    // Strokes end before the very edge, where they would be a blur.
    stroke.ink *= select(smoothstep(1.02, 0.93, abs(arm.around)), 1.0, is_alone);

    // What has just grown, and the tip that is growing.
    let fresh = smoothstep(shape.z - 0.08, shape.z + 0.1, stroke.turn);
    let tip = exp(-max(coils - stroke.turn, 0.0) * 3.5) * shape.w;
    let hot = clamp(heat + 0.25 * fresh + 0.9 * tip, 0.0, 1.25);
    let away = max(stroke.away, 0.0) * coil_size;
    let ends = smoothstep(-1.0, -0.70, p.y) * (1.0 - smoothstep(0.55, 1.0, p.y));
    if look.ground.w > 1.5 {
        return hard(stroke, hot, fresh, arm, pixel, is_alone) * vec4(1.0, 1.0, 1.0, within);
    }
    if look.ground.w > 0.5 {
        return inked(stroke, hot, fresh, arm, at, pixel, is_alone) * vec4(1.0, 1.0, 1.0, within * select(ends, 1.0, is_alone));
    }
    let burned = burn(stroke, at, hot, fresh, tip);
    if is_alone {
        let bright = max(burned, EMBER * (0.35 + 0.3 * noise(at * 9.0)));
        let halo = exp(-away * 13.0) * (0.10 + 0.32 * hot) * (1.0 - stroke.ink) * smoothstep(1.0, 0.7, length(p));
        return vec4(mix(EMBER, bright, stroke.ink), clamp(stroke.ink + halo, 0.0, 1.0));
    }
    let glow = exp(-away * 34.0) * (0.24 * hot * hot + 0.4 * tip) + exp(-away * 8.0) * 0.10 * hot * hot * min(1.0, 4.0 / max(coils, 1.0));
    let color = mix(skin_at(arm, p, stroke, away, glow), burned * mix(0.5 + 0.5 * arm.normal.z, 1.0, min(hot, 1.0)), stroke.ink);
    return vec4(color, within * ends);
}

// Charred, with fire in its cracks and at its edges.
fn burn(stroke: Stroke, at: vec2<f32>, hot: f32, fresh: f32, tip: f32) -> vec3<f32> {
    if stroke.ink <= 0.0 {
        return CHAR;
    }
    let crack = cracks(at * 2.4, min(hot, 1.0));
    let smoulder = 0.3 + 0.7 * noise(at * 9.0 + vec2(2.0, setting.y * 0.08));
    let edge = smoothstep(-0.16, 0.0, stroke.away);
    var color = mix(CHAR, EMBER, clamp((0.04 + 0.30 * hot) * smoulder + 0.22 * edge * (0.2 + hot), 0.0, 1.0));
    color = mix(color, mix(EMBER * 1.3, FIRE, clamp(hot * 1.3 - 0.1, 0.0, 1.0)), crack * clamp(0.25 + hot * 1.2, 0.0, 0.95));
    return color + FIRE * tip * 0.9 + vec3(0.46, 0.27, 0.06) * fresh * (0.13 + 0.35 * crack);
}

// The skin, in the light of a moon on the right.
fn skin_at(arm: Arm, p: vec2<f32>, stroke: Stroke, away: f32, glow: f32) -> vec3<f32> {
    let s = arm.around;
    let on_hand = smoothstep(WRIST, WRIST - 0.12, p.y);
    let lit = max(dot(arm.normal, normalize(vec3(0.66, -0.30, 0.62))), 0.0);
    let by_wrist = smoothstep(0.25, -0.38, p.y) * (1.0 - on_hand);
    let tendon = (exp(-pow((s - 0.06) * 9.0, 2.0)) - 0.7 * exp(-pow((s + 0.12) * 12.0, 2.0)) + 0.6 * exp(-pow((s + 0.30) * 11.0, 2.0))) * by_wrist;
    let creases = exp(-pow((p.y - WRIST + 0.015 + 0.03 * s * s) * 80.0, 2.0)) + 0.7 * exp(-pow((p.y - WRIST + 0.065 + 0.045 * s * s) * 90.0, 2.0));
    let life = abs(length(p - vec2(0.285, -0.56)) - 0.215);
    let heart = abs(p.y + 0.775 - 0.16 * p.x + 0.9 * p.x * p.x);
    let lines = (exp(-life * life * 9000.0) * smoothstep(0.28, 0.1, p.x) + 0.8 * exp(-heart * heart * 8000.0) * smoothstep(0.24, 0.1, abs(p.x))) * on_hand;
    let vein_at = s + 0.40 + 0.13 * sin(p.y * 4.2 + 1.0) - 0.16 * p.y;
    let other_at = s - 0.34 + 0.12 * sin(p.y * 3.6) + 0.2 * p.y;
    let vein = (exp(-vein_at * vein_at * 330.0) + 0.8 * exp(-other_at * other_at * 300.0)) * (1.0 - on_hand);
    let pores = noise(vec2(s * 40.0, p.y * 52.0)) * 0.6 + noise(vec2(s * 17.0, p.y * 12.0)) * 0.4;
    var shade = 0.045 + 0.78 * lit * lit + 0.06 * tendon * lit + 0.03 * arm.normal.z;
    shade *= (0.90 + 0.20 * pores) * (1.0 - 0.45 * creases * (1.0 - on_hand)) * (1.0 - 0.40 * lines) * (1.0 - 0.10 * vein);
    var color = SKIN * shade * mix(vec3(1.06, 1.0, 0.94), vec3(0.90, 1.0, 1.12), lit) + vec3(-0.006, 0.0, 0.006) * vein * lit;
    // Light that comes around the edge from behind.
    color += vec3(0.075, 0.095, 0.098) * pow(1.0 - arm.normal.z, 2.5) * smoothstep(0.0, 0.9, arm.normal.x) * 0.8;
    // A burn: red around the stroke, and its lip catches the light.
    let lip = smoothstep(0.018, 0.004, away) * (1.0 - stroke.ink);
    color = mix(color, BLUSH * (0.08 + shade), exp(-away * 50.0) * 0.55);
    color += vec3(0.08, 0.042, 0.03) * lip * lit * 0.45;
    return color + EMBER * glow * 1.2 + FIRE * glow * glow * 0.5;
}

// Ink on paper: the arm in outline and hatching, the mark brushed, and its fire in the second ink.
fn inked(stroke: Stroke, hot: f32, fresh: f32, arm: Arm, at: vec2<f32>, pixel: f32, is_alone: bool) -> vec4<f32> {
    let crack = cracks(at * 2.4, clamp(hot, 0.0, 1.0));
    let brushed = mix(look.ink.rgb, look.mark.rgb, clamp(crack * (0.3 + hot) + 0.30 * hot + 0.6 * fresh, 0.0, 1.0));
    if is_alone {
        return vec4(brushed, stroke.ink);
    }
    // Hatching runs across the arm and follows its round; the darker, the thicker.
    let lit = max(dot(arm.normal, normalize(vec3(0.66, -0.30, 0.62))), 0.0);
    let dark = 1.0 - smoothstep(0.08, 0.82, lit);
    let apart = max(0.026, pixel * 3.6);
    let line = abs(fract((at.y + 0.12 * arm.normal.z - 0.06 * arm.around) / apart + 0.25 * noise(at * 7.0)) - 0.5) * apart;
    let thick = apart * 0.34 * dark * (0.55 + 0.7 * noise(at * vec2(9.0, 40.0)));
    let hatch = (1.0 - smoothstep(thick - pixel * 0.5, thick + pixel * 0.5, line)) * smoothstep(0.10, 0.30, dark) * smoothstep(0.0, 0.35, stroke.away);
    let pen = pixel * (0.7 + 0.8 * noise(at * 5.0)) + 0.003;
    let drawing = max(hatch * 0.62, (1.0 - smoothstep(pen, pen + pixel, -arm.inside)) * 0.9);
    // The skin is warm around what burns.
    let wash = exp(-max(stroke.away, 0.0) * 2.4) * 0.26 * hot;
    let color = mix(mix(look.mark.rgb, look.ink.rgb, clamp(drawing / max(drawing + wash, 0.001), 0.0, 1.0)), brushed, stroke.ink);
    return vec4(color, max(stroke.ink, max(drawing, wash)));
}

// For reading with low vision: an outline, and the mark in one color without shades.
fn hard(stroke: Stroke, hot: f32, fresh: f32, arm: Arm, pixel: f32, is_alone: bool) -> vec4<f32> {
    let solid = 1.0 - smoothstep(-0.10, 0.01, stroke.away);
    // The hotter, the wider the line of fire within.
    let fire = smoothstep(0.0, 0.02, -stroke.away - 0.27 + 0.17 * clamp(hot, 0.0, 1.0)) * step(0.3, hot);
    let color = mix(look.mark.rgb, look.accent.rgb, max(fire, step(0.5, fresh)));
    let edge = select(1.0 - smoothstep(pixel * 2.0, pixel * 3.0, -arm.inside), 0.0, is_alone);
    return vec4(mix(look.ink.rgb, color, solid), max(solid, edge));
}
