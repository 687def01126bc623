codex-title = Codex
codex-empty = You know nothing yet that is worth writing down.
codex-people = PEOPLE
codex-rumors = RUMORS, { $known } OF { $all }
