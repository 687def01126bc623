// The mark: a brush spiral, burned outward from its middle. `shape.x` coils, `shape.y` heat.
#import bevy_ui::ui_vertex_output::UiVertexOutput
#import bloodmark::noise::noise

@group(1) @binding(0) var<uniform> shape: vec4<f32>;

const TAU: f32 = 6.2831853;

// Half the width of the brush at `turn` coils from the middle, out of `coils`.
fn brush(turn: f32, coils: f32, angle: f32) -> f32 {
    let start = smoothstep(0.0, 0.5, turn);
    let end = 1.0 - smoothstep(coils - 1.1, coils, turn);
    let pressure = 0.62 + 0.22 * sin(angle * 0.73 + turn * 2.1) + 0.16 * sin(angle * 2.3 - turn);
    return 0.36 * start * (0.06 + 0.94 * end) * pressure;
}

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    let coils = shape.x;
    let heat = shape.y;
    if coils <= 0.0 {
        return vec4(0.0);
    }
    // One unit is the distance between two coils.
    let reach = max(coils, 3.0) + 0.75;
    var p = (in.uv - 0.5) * 2.0 * reach;
    p = p + (vec2(noise(p * 0.55 + 5.0), noise(p * 0.55 + 17.0)) - 0.5) * 0.42;
    let radius = length(p);
    let angle = atan2(p.y, p.x);
    let bearing = fract(angle / TAU + 1.0);

    // The coil nearest to this point, and the distance to the middle of its stroke.
    let nearest = clamp(round(radius - bearing), 0.0, ceil(coils));
    var ink = 0.0;
    var glow = 0.0;
    for (var i = -1.0; i <= 1.0; i += 1.0) {
        let turn = nearest + i + bearing;
        if turn < 0.0 || turn > coils {
            continue;
        }
        let width = brush(turn, coils, TAU * turn);
        // Bristles leave the edge of a stroke ragged, more so to the outside.
        let ragged = (noise(vec2(turn * 34.0, radius * 3.0)) - 0.5) * 0.055;
        // Thorns: short hooks that branch off outward.
        let thorn = pow(max(sin(turn * TAU * 1.31 + 0.6), 0.0), 40.0) * 0.30 * smoothstep(0.6, 1.4, turn) * smoothstep(0.0, 0.8, coils - turn);
        let offset = radius - turn;
        let outward = select(0.0, thorn, offset > 0.0);
        let distance = abs(offset) - width - outward * (1.0 - smoothstep(0.0, 0.42, abs(offset))) + ragged;
        let edge = max(fwidth(radius) * 1.2, 0.012);
        ink = max(ink, 1.0 - smoothstep(-edge, edge, distance));
        glow = max(glow, exp(-max(distance, 0.0) * 5.5));
    }

    let scar = vec3(0.235, 0.036, 0.026);
    let ember = vec3(0.578, 0.053, 0.028);
    let fire = vec3(1.0, 0.36, 0.10);
    let smoulder = noise(p * 2.7 + 3.0);
    let awake = smoothstep(0.0, 1.0, heat);
    var color = mix(scar, ember, clamp(0.42 + awake * 0.9 + (smoulder - 0.5) * 0.7, 0.0, 1.0));
    color = mix(color, fire, awake * smoothstep(0.52, 0.92, smoulder) * 0.85);
    let grain = 0.80 + 0.20 * noise(vec2(radius * 22.0, bearing * 25.0));
    let halo = glow * (0.05 + 0.42 * awake) * (1.0 - ink);
    let alpha = clamp(ink * grain + halo, 0.0, 1.0);
    return vec4(mix(ember, color, ink), alpha);
}
