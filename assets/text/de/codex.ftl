codex-title = Kodex
codex-empty = Noch weißt du nichts, was aufzuschreiben sich lohnt.
codex-people = MENSCHEN
codex-rumors = GERÜCHTE, { $known } VON { $all }
