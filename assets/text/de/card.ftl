card-mark = Mal { $mark }
card-choices =
    { $count ->
        [one] 1 Entscheidung
       *[other] { $count } Entscheidungen
    }
card-words =
    { $count ->
        [one] 1 Wort
       *[other] { $count } Wörter
    }
card-ended = Ende: { $title }
card-just-now = gerade eben
card-minutes =
    { $count ->
        [one] vor 1 Minute
       *[other] vor { $count } Minuten
    }
card-hours =
    { $count ->
        [one] vor 1 Stunde
       *[other] vor { $count } Stunden
    }
card-days =
    { $count ->
        [one] vor 1 Tag
       *[other] vor { $count } Tagen
    }
paths-between = Zwischen den Kapiteln
paths-unseen = { $chapter }: noch nicht gesehen
paths-seen = { $chapter }, { $percent } % gesehen
paths-doors =
    { $count ->
        [one] 1 Tür verschlossen
       *[other] { $count } Türen verschlossen
    }
