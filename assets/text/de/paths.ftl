# Die Karte dessen, was begangen wurde.
paths-title = Wege
paths-all = { $percent } % der Geschichte gesehen
paths-none = Du bist noch nirgends gegangen.
paths-chapter-seen =
    { $doors ->
        [0] { $percent } % gesehen
        [one] { $percent } % gesehen   ·   1 geschlossene Tür
       *[other] { $percent } % gesehen   ·   { $doors } geschlossene Türen
    }
paths-start = An den Anfang dieses Kapitels gehen
paths-here = Hier bist du.
paths-closed-ways =
    { $count ->
        [one] Ein Weg von hier ist noch zu.
       *[other] { $count } Wege von hier sind noch zu.
    }
paths-wordless = Ein Ort ohne Worte
paths-ask-heading = DORTHIN GEHEN?
paths-ask-text = „{ $words }“
paths-ask-kept = Du stehst dann dort, wie du beim ersten Mal dort standst. Was du gerade spielst, bleibt bei den Spielständen aufgehoben.
paths-stay = Hier bleiben
paths-go = Dorthin gehen
paths-gone = Du stehst, wo du beim ersten Mal standst.
paths-lost = Die Geschichte hat sich seither geändert: Der Weg dorthin ist nicht mehr bekannt.
