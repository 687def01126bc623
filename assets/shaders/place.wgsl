// A forest at night: trunks in three depths, fog between them, and it is darkest where the text stands.
#import bevy_ui::ui_vertex_output::UiVertexOutput

@group(1) @binding(0) var<uniform> light: vec4<f32>;

const NIGHT: vec3<f32> = vec3(0.0044, 0.0075, 0.0060);
const FOG: vec3<f32> = vec3(0.020, 0.034, 0.029);

fn hash(n: f32) -> f32 {
    return fract(sin(n * 127.1) * 43758.5453);
}

fn wave(x: f32) -> f32 {
    return sin(x) * 0.5 + sin(x * 2.3 + 1.7) * 0.3 + sin(x * 4.9 + 0.4) * 0.2;
}

// How much of a trunk covers this point, in a forest of `count` trunks a screen height.
fn trunks(x: f32, y: f32, count: f32, seed: f32) -> f32 {
    let lean = wave(y * 2.0 + seed) * 0.05;
    let place = x * count + lean * 0.6;
    let number = floor(place);
    let inside = fract(place) - 0.5;
    let shift = (hash(number + seed) - 0.5) * 0.55;
    let thick = 0.05 + 0.09 * hash(number * 1.7 + seed);
    // Wider where it leaves the ground.
    let foot = thick * (1.0 + 0.9 * smoothstep(0.80, 1.0, y));
    let stands = step(0.28, hash(number * 3.1 + seed));
    return (1.0 - smoothstep(foot, foot + 0.035, abs(inside - shift))) * stands;
}

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    let x = in.uv.x * in.size.x / max(in.size.y, 1.0);
    let y = in.uv.y;
    // Fog lies low and drifts in bands.
    let drift = 0.5 + 0.5 * wave(x * 1.6 + wave(y * 3.0) * 1.4);
    let fog = smoothstep(0.15, 1.0, y) * (0.45 + 0.55 * drift);
    var color = mix(NIGHT, FOG, fog * 0.85 + 0.10 * (1.0 - y));
    color = mix(color, mix(NIGHT, FOG, fog * 0.55), trunks(x, y, 5.2, 3.0) * 0.85);
    color = mix(color, mix(NIGHT, FOG, fog * 0.28), trunks(x + 0.13, y, 2.9, 11.0) * 0.92);
    color = mix(color, NIGHT * 0.55, trunks(x + 0.41, y, 1.25, 23.0));
    // The middle is kept for what is written there.
    let middle = 1.0 - smoothstep(0.12, 0.52, abs(in.uv.x - 0.5));
    color = mix(color, NIGHT, middle * 0.72);
    color = mix(NIGHT, color, light.x);
    // A little grain keeps the dark from showing its steps.
    let grain = (fract(sin(dot(in.position.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5) / 255.0;
    return vec4(color + grain * 0.35, 1.0);
}
