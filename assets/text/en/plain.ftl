# What the terminal says in plain lines. The words that are typed are the same in every language.
plain-help-choices = Type the number of a choice and press Enter. Or u to undo the last choice, r to begin again, c to read what you know of people and rumors, h for this help, q to quit. Progress is saved after every choice.
plain-help-history = Type redo to make a choice again that you took back, history to list your choices, history and some words to search the pages, history and a number to read one, back and a number to choose there again.
plain-help-saves = Type save to write a quick save and load to go back to it, save or load or delete and a name for a save of its own, saves to list them all.
plain-help-more = Type endings for those you have found, paths for how much of each chapter you have seen, settings to read what can be set, and set, a name and a value to set it.
plain-choices =
    { $last ->
        [0] u to undo, r to begin again
        [1] 1
       *[other] a number from 1 to { $last }
    }
plain-type = Type { $choices }, or h for help.
plain-unknown = There is no "{ $words }" here; type { $choices }, or h for help.
plain-nothing-to-choose = There is nothing to choose here; type u to undo, r to begin again, q to quit.
plain-dead-end = The story has nowhere to go from here. Type u to undo, or r to begin again.
plain-ended = Type u to undo, r to begin again, or q to quit.
plain-taken-before = { $choice } (taken before)
plain-restart = Begin again from the start? The playthrough so far is kept. Type y or n.
plain-going-on = Going on as it was.
plain-goodbye = Goodbye.
plain-goodbye-saved = Goodbye. Your progress is saved in { $path }.
plain-plays-on = The story as it was plays on.
plain-chosen = You chose: { $choice }
plain-this-page = This page.
plain-not-found = No page holds "{ $words }".
plain-choices-so-far = Your choices so far:
plain-found = Pages that hold it, and what you chose there:
plain-history-hint = Type history and a number to read that page, back and a number to choose there again.
plain-no-way-back = There is no choice to go back to.
plain-back-where = Type back and the number of a choice from 1 to { $last }; history lists them.
plain-quick-saved = Saved. Type load to come back here.
plain-saved-as = Saved as "{ $name }".
plain-saves = Saves:
plain-saves-hint = Type load or delete, and a name or a number; save and a name for a new one.
plain-no-save = There is no save "{ $words }"; saves lists them.
plain-no-quick-save = There is no quick save; type save to write one.
plain-delete = Delete this save? { $save }. Type y or n.
plain-stays = It stays.
plain-endings-found = You have found { $found } of { $all } endings.
plain-paths = What you have seen in all playthroughs:
plain-setting-measure = measure: { $value }. Longest line of text in characters: 45 to 90.
plain-setting-tell-changes = tell_changes: { $value }. Whether a line says what a choice changed.
plain-setting-seen-signs = seen_signs: { $value }. Whether choices that you took in an earlier playthrough carry a sign.
plain-setting-language = language: { $value }. Language of the interface: en or de, or "" for the system's.
plain-settings-hint = Type set, a name and a value to change one.
plain-set = { $name } is now { $value }.
plain-not-set = Nothing has changed: { $why }.
plain-no-language = Nothing has changed: "{ $language }" is not spoken here; there are { $languages }.
