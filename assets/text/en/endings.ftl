# The gallery of endings.
endings-title = Endings
endings-count = { $found } of { $all } found
endings-times =
    { $count ->
        [one] reached once
       *[other] reached { $count } times
    }
endings-closed = An ending behind a closed door
