#!/usr/bin/env bash
# Fills the corpora from the stories of the tests.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p fuzz/corpus/load fuzz/corpus/language
for story in tests/data/check/*/ tests/data/play/*/; do
    for scene in "$story"*.ron; do
        [ "$(basename "$scene")" != story.ron ] && [ -f "$story/story.ron" ] || continue
        name=$(echo "$scene" | tr '/' '_')
        { cat "$story/story.ron"; printf '\n-- scene --\n'; cat "$scene"; } >"fuzz/corpus/load/$name"
        # What stands between quotation marks, three strings a file: a condition, effects and prose.
        grep -ao '"[^"]*"' "$scene" | tr -d '"' | split -l 3 --filter="tr '\n' '\037' >\"\$FILE\"" - "fuzz/corpus/language/$name." || true
    done
done
