// Smooth noise, for the other shaders.
#define_import_path bloodmark::noise

fn hash(p: vec2<f32>) -> f32 {
    var q = fract(vec3(p.xyx) * 0.1031);
    q += dot(q, q.yzx + 33.33);
    return fract((q.x + q.y) * q.z);
}

// From 0 to 1.
fn noise(p: vec2<f32>) -> f32 {
    let i = floor(p);
    let f = fract(p);
    let u = f * f * (3.0 - 2.0 * f);
    let bottom = mix(hash(i), hash(i + vec2(1.0, 0.0)), u.x);
    let top = mix(hash(i + vec2(0.0, 1.0)), hash(i + vec2(1.0, 1.0)), u.x);
    return mix(bottom, top, u.y);
}

fn slope(i: vec2<f32>, f: vec2<f32>) -> f32 {
    let angle = 6.2831853 * hash(i);
    return dot(vec2(cos(angle), sin(angle)), f);
}

// From -0.7 to 0.7: no grid shows in where it is 0.
fn gradient_noise(p: vec2<f32>) -> f32 {
    let i = floor(p);
    let f = fract(p);
    let u = f * f * f * (f * (f * 6.0 - 15.0) + 10.0);
    let bottom = mix(slope(i, f), slope(i + vec2(1.0, 0.0), f - vec2(1.0, 0.0)), u.x);
    let top = mix(slope(i + vec2(0.0, 1.0), f - vec2(0.0, 1.0)), slope(i + vec2(1.0, 1.0), f - vec2(1.0, 1.0)), u.x);
    return mix(bottom, top, u.y);
}
