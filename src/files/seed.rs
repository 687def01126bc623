//! A seed that nobody chose.

use rand::TryRng;
use rand::rngs::SysRng;

/// A seed from the operating system; from the clock where it has none to give.
pub fn fresh_seed() -> u64 {
    // A small number: a player may want to write it down.
    let drawn = SysRng.try_next_u32().ok().or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(now.subsec_nanos())
    });
    u64::from(drawn.unwrap_or_default())
}
