# Everything that was read in this playthrough.
history-search = Search
history-count = { $at } of { $all }
history-nothing = nowhere
history-find = Search the pages
history-write = Write all of it to a file
history-written = Written to { $path }.
history-unwritten = Nothing was written to { $path }: { $why }.
history-back-heading = GO BACK TO THIS CHOICE?
history-back-text =
    { $count ->
        [one] This choice is taken back:
       *[other] These { $count } choices are taken back:
    }
history-label = › { $label }
history-more =
    { $count ->
        [one] and one more
       *[other] and { $count } more
    }
history-back-again = As long as you choose nothing else, they can be made again one by one.
history-stay = Stay where I am
history-back = Go back
