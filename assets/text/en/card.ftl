# A playthrough on a card, and a chapter in the list of paths.
card-mark = mark { $mark }
card-choices =
    { $count ->
        [one] 1 choice
       *[other] { $count } choices
    }
card-words =
    { $count ->
        [one] 1 word
       *[other] { $count } words
    }
card-ended = ended: { $title }
card-just-now = just now
card-minutes =
    { $count ->
        [one] 1 minute ago
       *[other] { $count } minutes ago
    }
card-hours =
    { $count ->
        [one] 1 hour ago
       *[other] { $count } hours ago
    }
card-days =
    { $count ->
        [one] 1 day ago
       *[other] { $count } days ago
    }
paths-between = Between the chapters
paths-unseen = { $chapter }: not seen yet
paths-seen = { $chapter }, { $percent } % seen
paths-doors =
    { $count ->
        [one] 1 door closed
       *[other] { $count } doors closed
    }
