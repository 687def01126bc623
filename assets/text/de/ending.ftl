ending-heading = EIN ENDE
ending-choices =
    { $count ->
        [one] 1 Entscheidung
       *[other] { $count } Entscheidungen
    }
ending-seed = Startzahl { $seed }
