// The place behind the page, at night: each setting a drawing of its own, quiet, and darkest where the text stands.
// `place.rs` compiles it for one place at a time.
#import bevy_ui::ui_vertex_output::UiVertexOutput
#import bloodmark::noise::noise
#import bloodmark::look::Look

@group(1) @binding(0) var<uniform> look: Look;
// How clearly it is seen, how full the moon is, and the heat of the mark, all from 0 to 1.
@group(1) @binding(1) var<uniform> light: vec4<f32>;

const NIGHT: vec3<f32> = vec3(0.0044, 0.0075, 0.0060);
const FOG: vec3<f32> = vec3(0.020, 0.034, 0.029);
const SILVER: vec3<f32> = vec3(0.095, 0.115, 0.120);
const FLAME: vec3<f32> = vec3(0.260, 0.090, 0.022);
const LAMP: vec3<f32> = vec3(0.400, 0.230, 0.070);
const PURPLE: vec3<f32> = vec3(0.062, 0.026, 0.105);
const BLOOD: vec3<f32> = vec3(0.150, 0.014, 0.009);

fn hash_of(n: f32) -> f32 {
    return fract(sin(n * 127.1) * 43758.5453);
}

fn wave(x: f32) -> f32 {
    return sin(x) * 0.5 + sin(x * 2.3 + 1.7) * 0.3 + sin(x * 4.9 + 0.4) * 0.2;
}

// 1 below the line, 0 above it, with a soft edge.
fn below(y: f32, line: f32, soft: f32) -> f32 {
    return smoothstep(line - soft, line + soft, y);
}

// How much of a trunk covers this point, in a forest of `count` trunks a screen height.
fn trunks(x: f32, y: f32, count: f32, seed: f32) -> f32 {
    let lean = wave(y * 2.0 + seed) * 0.05;
    let place = x * count + lean * 0.6;
    let number = floor(place);
    let inside = fract(place) - 0.5;
    let shift = (hash_of(number + seed) - 0.5) * 0.55;
    let thick = 0.05 + 0.09 * hash_of(number * 1.7 + seed);
    // Wider where it leaves the ground.
    let foot = thick * (1.0 + 0.9 * smoothstep(0.80, 1.0, y));
    let stands = step(0.28, hash_of(number * 3.1 + seed));
    return (1.0 - smoothstep(foot, foot + 0.035, abs(inside - shift))) * stands;
}

// Fog that lies low and drifts in bands.
fn fog_at(x: f32, y: f32) -> f32 {
    let drift = 0.5 + 0.5 * wave(x * 1.6 + wave(y * 3.0) * 1.4);
    return smoothstep(0.15, 1.0, y) * (0.45 + 0.55 * drift);
}

// A point of light with a halo.
fn spark(p: vec2<f32>, at: vec2<f32>, size: f32) -> f32 {
    let d = length(p - at);
    return (1.0 - smoothstep(size * 0.5, size, d)) + 0.35 * exp(-d / (size * 4.0));
}

fn sky(x: f32, y: f32) -> vec3<f32> {
    let stars = step(0.9975, hash_of(floor(x * 240.0) + floor(y * 240.0) * 57.0)) * (1.0 - light.y * 0.7);
    return NIGHT + FOG * (0.10 + 0.5 * light.y * (1.0 - y)) + SILVER * stars * (1.0 - smoothstep(0.2, 0.6, y));
}

fn forest(x: f32, y: f32) -> vec3<f32> {
    let fog = fog_at(x, y);
    let near = FOG * (1.0 + 0.5 * light.y);
    var color = mix(NIGHT, near, fog * 0.85 + 0.10 * (1.0 - y));
    color = mix(color, mix(NIGHT, near, fog * 0.55), trunks(x, y, 5.2, 3.0) * 0.85);
    color = mix(color, mix(NIGHT, near, fog * 0.28), trunks(x + 0.13, y, 2.9, 11.0) * 0.92);
    return mix(color, NIGHT * 0.55, trunks(x + 0.41, y, 1.25, 23.0));
}

// One room: boards, a window with the moon in it, and under it the stove's door; both beside the page.
fn cabin(x: f32, y: f32, wide: f32) -> vec3<f32> {
    let board = floor(y * 11.0);
    let seam = smoothstep(0.0, 0.05, abs(fract(y * 11.0) - 0.5) - 0.44);
    let grain = noise(vec2(x * 3.0 + board * 7.0, y * 90.0));
    var color = NIGHT * 1.4 + FOG * 0.30 * (0.4 + 0.6 * grain) * (0.7 + 0.3 * hash_of(board));
    color = mix(color, NIGHT * 0.4, seam);
    let w = vec2(x - wide * 0.945, y - 0.24);
    let pane = max(abs(w.x) - 0.062, abs(w.y) - 0.092);
    let cross = min(abs(w.x), abs(w.y));
    let glass = (1.0 - smoothstep(0.0, 0.006, pane)) * smoothstep(0.004, 0.009, cross);
    color = mix(color, NIGHT * 2.0 + SILVER * (0.25 + 0.9 * light.y), glass);
    // Moonlight on the boards below it.
    let fall = exp(-9.0 * abs(w.x + w.y * 0.7 - 0.08)) * smoothstep(0.12, 0.5, w.y) * light.y;
    color += SILVER * 0.22 * fall;
    let stove = vec2(x - wide * 0.945, (y - 0.80) * 1.2);
    let glow = exp(-length(stove) * 3.2);
    let bars = smoothstep(0.3, 0.5, abs(fract(x * 42.0) - 0.5));
    let mouth = 1.0 - smoothstep(0.0, 0.01, max(abs(stove.x) - 0.06, abs(stove.y) - 0.04));
    color += FLAME * (0.55 * glow + 1.2 * mouth * bars);
    return color;
}

// A roofless chapel: pointed arches against the sky, and beeches behind.
fn chapel(x: f32, y: f32) -> vec3<f32> {
    var color = mix(sky(x, y), forest(x, y), smoothstep(0.25, 0.7, y));
    let place = x * 1.9;
    let inside = abs(fract(place) - 0.5);
    let top = 0.34 + 0.9 * inside * inside + 0.05 * (hash_of(floor(place)) - 0.5);
    let arch = below(y, 0.20 + 0.05 * wave(x * 3.0), 0.01) * (1.0 - below(y, top, 0.006) * (1.0 - smoothstep(0.34, 0.36, inside)));
    let stone = NIGHT * 0.8 + FOG * 0.35 * noise(vec2(x * 30.0, y * 30.0));
    return mix(color, stone, arch * 0.9);
}

// The sea under the bright hills: a horizon, the moon's road on it, dunes before it.
fn coast(x: f32, y: f32, wide: f32) -> vec3<f32> {
    var color = sky(x, y);
    let horizon = 0.46;
    let sea = below(y, horizon, 0.002);
    let depth = max(y - horizon, 0.0001);
    let ripple = noise(vec2(x * 6.0 / (0.2 + depth * 5.0), 1.6 / depth));
    let road = exp(-abs(x - wide * 0.84) * (3.4 - 2.0 * depth)) * (0.25 + 0.75 * light.y);
    color = mix(color, NIGHT + FOG * 0.30 + SILVER * road * smoothstep(0.50, 0.80, ripple) * 0.9, sea);
    let far_dune = 0.70 + 0.05 * wave(x * 1.7 + 2.0);
    color = mix(color, NIGHT * 0.9 + FOG * 0.45, below(y, far_dune, 0.006));
    let dune = 0.83 + 0.07 * wave(x * 1.1);
    let grass = 0.02 * noise(vec2(x * 130.0, 3.0)) * step(0.5, noise(vec2(x * 9.0, 8.0)));
    return mix(color, NIGHT * 0.55 + FOG * 0.12, below(y, dune - grass, 0.004));
}

// Sunken beds of wolfsbane: rows of spires, hoed between, under a wall.
fn wolfsbane(x: f32, y: f32) -> vec3<f32> {
    var color = sky(x, y) * 0.8;
    color = mix(color, NIGHT * 0.7, below(y, 0.33 + 0.004 * wave(x * 9.0), 0.003));
    for (var row = 0; row < 5; row += 1) {
        let near = f32(row) / 4.0;
        let ground = 0.46 + 0.52 * near * near;
        let count = mix(26.0, 5.5, near);
        let place = x * count + f32(row) * 3.7;
        let number = floor(place);
        let tall = mix(0.06, 0.34, near) * (0.75 + 0.5 * hash_of(number + f32(row) * 19.0));
        let up = (ground - y) / tall;
        let sway = 0.06 * wave(up * 2.0 + number);
        let across = abs(fract(place) - 0.5 - sway);
        let bells = 0.20 * (1.0 - up) * (0.6 + 0.4 * sin(up * 34.0));
        let spire = (1.0 - smoothstep(bells, bells + 0.05, across)) * step(0.0, up) * step(up, 1.0);
        let tint = mix(NIGHT, PURPLE, (0.35 + 0.65 * near) * smoothstep(0.05, 0.5, up));
        color = mix(color, NIGHT * 0.6 + FOG * 0.10, below(y, ground, 0.004));
        color = mix(color, tint, spire * 0.95);
    }
    return color;
}

// The hunters' line: flat fields, poles that hum, a lantern far off.
fn hunter_line(x: f32, y: f32, wide: f32) -> vec3<f32> {
    var color = sky(x, y);
    color = mix(color, NIGHT * 0.9 + FOG * fog_at(x, y) * 0.6, below(y, 0.62, 0.004));
    let furrow = fract((x - wide * 0.5) / (0.05 + max(y - 0.6, 0.0)) * 0.9);
    color = mix(color, NIGHT * 0.6, below(y, 0.63, 0.01) * smoothstep(0.30, 0.5, abs(furrow - 0.5)) * 0.5);
    for (var i = 0; i < 7; i += 1) {
        let at = f32(i) / 6.0;
        let near = abs(at - 0.5) * 2.0;
        let px = wide * (0.5 + (at - 0.5) * (0.55 + 0.75 * near));
        let tall = 0.10 + 0.34 * near * near;
        let foot = 0.63 + 0.24 * near * near;
        let pole = (1.0 - smoothstep(0.002, 0.0045, abs(x - px) / (0.4 + near))) * step(foot - tall, y) * step(y, foot);
        color = mix(color, NIGHT * 0.35, pole);
        // What it hums, as rings.
        let d = length(vec2(x - px, y - foot + tall));
        color += SILVER * 0.20 * exp(-d * 9.0) * smoothstep(0.6, 1.0, sin(d * 170.0));
    }
    return color + LAMP * spark(vec2(x, y), vec2(wide * 0.07, 0.655), 0.005);
}

// Beacon Hills: hills with a town in the fold of them, and lit windows.
fn beacon_hills(x: f32, y: f32) -> vec3<f32> {
    var color = sky(x, y);
    color = mix(color, NIGHT + FOG * 0.75, below(y, 0.48 + 0.07 * wave(x * 1.3), 0.004));
    color = mix(color, NIGHT + FOG * 0.45, below(y, 0.60 + 0.05 * wave(x * 1.9 + 4.0), 0.004));
    let place = x * 9.0;
    let number = floor(place);
    let inside = fract(place) - 0.5;
    let street = 0.76 + 0.025 * wave(number * 1.3);
    let tall = 0.05 + 0.05 * hash_of(number);
    let roof = street - tall - 0.05 * (1.0 - 2.0 * abs(inside));
    let chimney = step(abs(inside - 0.22), 0.045) * step(street - tall - 0.075, y);
    let is_house = step(0.25, hash_of(number + 40.0));
    let house = max(below(y, roof, 0.003), chimney) * is_house;
    color = mix(color, NIGHT * 0.55, house);
    let wx = abs(fract(inside * 3.0 + 0.5) - 0.5);
    let wy = abs(y - (street - tall * 0.45));
    let lit = step(0.45, hash_of(number * 2.0 + floor(inside * 3.0)));
    let window = step(wx, 0.20) * step(wy, 0.013) * lit * is_house * step(abs(inside), 0.40);
    color += LAMP * 0.75 * window;
    return mix(color, NIGHT * 0.4, below(y, 0.80 + 0.03 * wave(x * 1.2 + 1.0), 0.01));
}

// The dream: the cabin turned inside out, a door of light with nobody in it, and the mark's turns in the air.
fn dream(x: f32, y: f32, wide: f32) -> vec3<f32> {
    let warped = vec2(x + 0.05 * wave(y * 5.0), y + 0.04 * wave(x * 4.0 + 2.0));
    var color = mix(cabin(wide - warped.x, 1.0 - warped.y, wide) * 0.5, NIGHT * 1.6, 0.6);
    let d = vec2(warped.x - wide * 0.945, warped.y - 0.56);
    let door = max(abs(d.x) - 0.050, abs(d.y) - 0.17);
    color = mix(color, SILVER * 1.3, (1.0 - smoothstep(0.0, 0.012, door)) * 0.8);
    color += SILVER * 0.35 * exp(-max(door, 0.0) * 9.0);
    let s = vec2(warped.x - wide * 0.11, warped.y - 0.42);
    let turns = length(s) * 17.0 - atan2(s.y, s.x) / 6.2831853;
    let line = smoothstep(0.16, 0.04, abs(fract(turns) - 0.5)) * exp(-length(s) * 5.0);
    return color + BLOOD * line * 1.6;
}

// A camp: a small fire low on one side, and a river that takes its light.
fn camp(x: f32, y: f32, wide: f32) -> vec3<f32> {
    var color = forest(x, y) * 0.8;
    let bank = 0.74 + 0.02 * wave(x * 2.2);
    let water = below(y, bank, 0.004);
    let streak = noise(vec2(x * 4.0, y * 70.0));
    let at = vec2(wide * 0.935, 0.70);
    let reach = exp(-length((vec2(x, y) - at) * vec2(1.0, 1.5)) * 3.0);
    let shine = exp(-abs(x - at.x) * 7.0) * smoothstep(0.55, 0.8, streak);
    color = mix(color, NIGHT * 0.7 + FOG * 0.25 * streak + FLAME * shine * 0.8, water);
    color += FLAME * reach * 0.55 * (1.0 - water * 0.6);
    let up = (at.y - y) / 0.10;
    let body = 0.028 * (1.0 - up) * (0.7 + 0.5 * noise(vec2(x * 60.0, y * 22.0)));
    let tongue = (1.0 - smoothstep(body * 0.6, body, abs(x - at.x + 0.008 * wave(up * 5.0)))) * step(0.0, up) * step(up, 1.0);
    return color + (LAMP * (0.5 + 0.8 * up) + FLAME * (1.0 - up)) * tongue * 0.9;
}

// A shed or a fold: slats, and what light comes between them.
fn shed(x: f32, y: f32, wide: f32) -> vec3<f32> {
    let place = x * 8.5;
    let number = floor(place);
    let gap = smoothstep(0.462, 0.492, abs(fract(place) - 0.5 + 0.02 * wave(y * 3.0 + number)));
    let grain = noise(vec2(x * 70.0 + number * 5.0, y * 5.0));
    var color = NIGHT * 1.1 + FOG * 0.28 * grain;
    color = mix(color, SILVER * (0.25 + 0.6 * light.y) * (0.35 + 0.65 * (1.0 - y)), gap * step(0.3, hash_of(number)));
    let beam = max(1.0 - smoothstep(0.010, 0.014, abs(y - 0.24)), 1.0 - smoothstep(0.010, 0.014, abs(y - 0.78)));
    color = mix(color, NIGHT * 0.7 + FOG * 0.16 * noise(vec2(x * 5.0, y * 90.0)), beam);
    return color + LAMP * spark(vec2(x, y), vec2(wide * 0.93, 0.55), 0.012) * 0.8;
}

// A ridge: hills behind hills, and whatever moon there is, low and large.
fn ridge(x: f32, y: f32, wide: f32) -> vec3<f32> {
    var color = sky(x, y);
    let moon = vec2(x - wide * 0.935, y - 0.24);
    let disc = 1.0 - smoothstep(0.072, 0.076, length(moon));
    color += SILVER * (disc * (0.75 + 0.25 * noise(moon * 24.0)) + 0.5 * exp(-length(moon) * 5.0)) * light.y;
    for (var i = 0; i < 4; i += 1) {
        let near = f32(i) / 3.0;
        let line = 0.46 + 0.15 * f32(i) + (0.05 + 0.03 * near) * wave(x * (1.0 + near) + f32(i) * 5.0);
        color = mix(color, mix(NIGHT + FOG * 0.95, NIGHT * 0.45, near), below(y, line, 0.004));
    }
    return color;
}

// The red: the wood closes from the sides, and every edge is lit from behind.
fn frenzy(x: f32, y: f32, across: f32) -> vec3<f32> {
    let wood = max(trunks(x, y, 2.2, 3.0), trunks(x + 0.3, y, 1.1, 11.0));
    let smoke = noise(vec2(x * 3.0, y * 3.0)) * 0.6 + noise(vec2(x * 9.0, y * 9.0)) * 0.4;
    var color = mix(NIGHT, BLOOD, smoothstep(0.25, 0.9, smoke) * (0.35 + 0.65 * light.z));
    color = mix(color, NIGHT * 0.3, wood);
    return mix(color, BLOOD * 1.3, smoothstep(0.34, 0.52, across + 0.10 * (smoke - 0.5)) * (0.3 + 0.7 * light.z));
}

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    let wide = in.size.x / max(in.size.y, 1.0);
    let x = in.uv.x * wide;
    let y = in.uv.y;
    let across = abs(in.uv.x - 0.5);
#ifdef FOREST
    var color = forest(x, y);
#endif
#ifdef CABIN
    var color = cabin(x, y, wide);
#endif
#ifdef CHAPEL
    var color = chapel(x, y);
#endif
#ifdef COAST
    var color = coast(x, y, wide);
#endif
#ifdef WOLFSBANE
    var color = wolfsbane(x, y);
#endif
#ifdef HUNTER_LINE
    var color = hunter_line(x, y, wide);
#endif
#ifdef BEACON_HILLS
    var color = beacon_hills(x, y);
#endif
#ifdef DREAM
    var color = dream(x, y, wide);
#endif
#ifdef CAMP
    var color = camp(x, y, wide);
#endif
#ifdef SHED
    var color = shed(x, y, wide);
#endif
#ifdef RIDGE
    var color = ridge(x, y, wide);
#endif
#ifdef FRENZY
    var color = frenzy(x, y, across);
#endif
#ifdef NOWHERE
    var color = mix(NIGHT, FOG, fog_at(x, y) * 0.6);
#endif
    // The middle is kept for what is written there.
    let middle = 1.0 - smoothstep(0.12, 0.52, across);
#ifdef PAPER
    // An engraving: lines that are the thicker, the darker it is.
    let tone = clamp(dot(color, vec3(0.35, 0.45, 0.20)) * 30.0, 0.0, 1.0);
    let apart = max(4.0, in.size.y / 170.0);
    let bent = in.position.y + 1.6 * apart * wave(x * 3.0 + y * 2.0);
    let line = abs(fract(bent / apart) - 0.5) * apart;
    let thick = apart * 0.46 * (1.0 - sqrt(tone));
    let ink = 1.0 - smoothstep(thick - 0.6, thick + 0.6, line);
    return vec4(mix(look.ground.rgb, look.ink.rgb, ink * 0.52 * light.x * (1.0 - 0.92 * middle)), 1.0);
#else
    color = mix(color, NIGHT, middle * 0.78);
    color = mix(NIGHT, color, light.x);
    // No light behind text costs it its contrast: 4.5:1 for the faintest. Only the right edge, which text does not reach, and the sides of a
    // title page may be brighter.
    let is_free = max(smoothstep(0.955, 0.98, in.uv.x), smoothstep(0.27, 0.34, across) * step(0.99, light.x));
    let most = mix(0.0112, 0.06, is_free);
    color *= min(1.0, most / max(dot(color, vec3(0.2126, 0.7152, 0.0722)), 0.0001));
    // A little grain keeps the dark from showing its steps.
    let grain = (fract(sin(dot(in.position.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5) / 255.0;
    return vec4(color + grain * 0.35, 1.0);
#endif
}
