ending-heading = AN ENDING
ending-choices =
    { $count ->
        [one] 1 choice
       *[other] { $count } choices
    }
ending-seed = seed { $seed }
