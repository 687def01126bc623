# The map of what was walked.
paths-title = Paths
paths-all = { $percent } % of the story seen
paths-none = You have not walked anywhere yet.
paths-chapter-seen =
    { $doors ->
        [0] { $percent } % seen
        [one] { $percent } % seen   ·   1 door closed
       *[other] { $percent } % seen   ·   { $doors } doors closed
    }
paths-start = Go to the start of this chapter
paths-here = You are here.
paths-closed-ways =
    { $count ->
        [one] One way from here is closed.
       *[other] { $count } ways from here are closed.
    }
paths-wordless = A place without words
paths-ask-heading = GO THERE?
paths-ask-text = “{ $words }”
paths-ask-kept = You will stand there as you stood the first time. What you are playing now is kept among the saves.
paths-stay = Stay here
paths-go = Go there
paths-gone = You stand where you stood the first time.
paths-lost = The story has changed since: the way there is not known any more.
