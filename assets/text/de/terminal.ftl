terminal-by = von { $author }
terminal-people = Menschen
terminal-rumors = Gerüchte: { $known } von { $all }
terminal-times =
    { $count ->
        [one] einmal
       *[other] { $count }-mal
    }
terminal-no-undo = Es gibt keine Entscheidung, die du zurücknehmen könntest.
terminal-no-redo = Es gibt keine Entscheidung, die du wiederholen könntest.
terminal-no-saves = Es gibt noch keine Spielstände.
terminal-save-auto = Bei jeder Entscheidung gespeichert
terminal-save-quick = Schnell gespeichert
terminal-save-earlier =
    { $number ->
        [one] Der Durchgang davor
       *[other] { $number } Durchgänge davor
    }
terminal-save-before-last = { $notice } Das ist der vorletzte Spielstand, denn der letzte lässt sich nicht verwenden: { $fault }.
terminal-not-saved = Nichts wurde gespeichert: { $why }.
terminal-not-loaded = Das lässt sich nicht laden: { $why }.
terminal-not-deleted = Es wurde nicht gelöscht: { $why }.
terminal-not-kept = Das gilt nur, bis du das Spiel beendest: { $why }.
terminal-auto-stays = Der Spielstand, der bei jeder Entscheidung entsteht, lässt sich nicht löschen.
terminal-deleted = Gelöscht.
