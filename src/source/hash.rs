//! One number for everything that stands in a story's files.

use super::SourceFile;

/// A hash of everything that stands in a story's files, the same on every machine: BLAKE3 over each file's name and bytes.
pub fn story_hash(files: &[SourceFile]) -> String {
    let mut files: Vec<&SourceFile> = files.iter().collect();
    files.sort_by_key(|file| file.stem());
    let mut hasher = blake3::Hasher::new();
    for file in files {
        for part in [file.stem().as_bytes(), &file.bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    hasher.finalize().to_hex().to_string()
}
