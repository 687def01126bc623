// The moon: `phase.x` is the part of the month that has passed. 0 new, 0.5 full; it waxes from the right.
#import bevy_ui::ui_vertex_output::UiVertexOutput
#import bloodmark::noise::noise

@group(1) @binding(0) var<uniform> phase: vec4<f32>;

const TAU: f32 = 6.2831853;

@fragment
fn fragment(in: UiVertexOutput) -> @location(0) vec4<f32> {
    // The disc leaves room for its halo.
    let p = (in.uv - 0.5) * 2.0 / 0.78;
    let radius = length(p);
    let edge = fwidth(radius) * 1.2;
    let disc = 1.0 - smoothstep(1.0 - edge, 1.0 + edge, radius);

    // The line between day and night is half an ellipse.
    let limb = sqrt(max(1.0 - p.y * p.y, 0.0));
    let turn = cos(phase.x * TAU);
    let waxing = p.x - turn * limb;
    let waning = -p.x - turn * limb;
    let lit_by = select(waning, waxing, phase.x < 0.5);
    let lit = smoothstep(-0.05, 0.09, lit_by) * smoothstep(0.0, 0.02, min(phase.x, 1.0 - phase.x));

    let seas = noise(p * 2.2 + 7.0) * 0.62 + noise(p * 5.1) * 0.38;
    let shade = 1.0 - 0.42 * smoothstep(0.42, 0.72, seas) - 0.18 * radius * radius;
    let silver = vec3(0.584, 0.637, 0.694) * shade;
    // The dark part is seen by the light of the earth; a thin rim keeps the new moon from being nothing.
    let rim = smoothstep(0.90, 0.985, radius) * 0.16;
    let earthshine = vec3(0.030, 0.042, 0.047) * shade + vec3(0.30, 0.34, 0.37) * rim;
    let color = mix(earthshine, silver, lit);
    let full = 1.0 - abs(phase.x * 2.0 - 1.0);
    let halo = exp(-max(radius - 1.0, 0.0) * 7.0) * 0.22 * full * (1.0 - disc);
    return vec4(mix(vec3(0.584, 0.637, 0.694), color, disc), clamp(disc + halo, 0.0, 1.0));
}
