# What the terminal says on the whole screen and in plain lines alike.
terminal-by = by { $author }
terminal-people = People
terminal-rumors = Rumors: { $known } of { $all }
terminal-times =
    { $count ->
        [one] once
       *[other] { $count } times
    }
terminal-no-undo = There is no choice to undo.
terminal-no-redo = There is no choice to make again.
terminal-no-saves = There are no saves yet.
terminal-save-auto = Saved at every choice
terminal-save-quick = Quick save
terminal-save-earlier =
    { $number ->
        [one] The playthrough before
       *[other] { $number } playthroughs before
    }
terminal-save-before-last = { $notice } This is the save before the last, since of the last one { $fault }.
terminal-not-saved = Nothing was saved: { $why }.
terminal-not-loaded = It cannot be loaded: { $why }.
terminal-not-deleted = It was not deleted: { $why }.
terminal-not-kept = It holds until you quit: { $why }.
terminal-auto-stays = The save of every choice cannot be deleted.
terminal-deleted = Deleted.
