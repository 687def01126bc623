# Die Sammlung der Enden.
endings-title = Enden
endings-count = { $found } von { $all } gefunden
endings-times =
    { $count ->
        [one] einmal erreicht
       *[other] { $count }-mal erreicht
    }
endings-closed = Ein Ende hinter einer geschlossenen Tür
