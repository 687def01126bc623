# The player's saves.
saves-title = Saves
saves-here = Save here under a name
saves-quick-here = Quick save here
saves-import = Take in a save from a file
saves-heading-kept = KEPT FOR YOU
saves-heading-named = YOUR SAVES
saves-heading-earlier = EARLIER PLAYTHROUGHS
saves-none-named = None yet. A save under a name stays until you delete it.
saves-auto = Saved at every choice
saves-quick = Quick save
saves-earlier =
    { $number ->
        [one] The playthrough before
       *[other] { $number } playthroughs before
    }
saves-choices =
    { $count ->
        [one] 1 choice
       *[other] { $count } choices
    }
saves-words =
    { $count ->
        [one] 1 word read
       *[other] { $count } words read
    }
saves-ended = Ended: { $title }
saves-just-now = just now
saves-minutes =
    { $count ->
        [one] a minute ago
       *[other] { $count } minutes ago
    }
saves-hours =
    { $count ->
        [one] an hour ago
       *[other] { $count } hours ago
    }
saves-days =
    { $count ->
        [one] a day ago
       *[other] { $count } days ago
    }
saves-load = Load
saves-over = Save here, over it
saves-rename = Rename
saves-copy = Copy
saves-export = Write to a file
saves-delete = Delete
saves-back = Back to the saves
saves-name-heading = SAVE UNDER A NAME
saves-rename-heading = ANOTHER NAME
saves-copy-heading = A COPY UNDER A NAME
saves-copy-name = { $name }, copy
saves-export-heading = WRITE THE SAVE TO A FILE
saves-import-heading = TAKE IN A SAVE FROM A FILE
saves-do-save = Save
saves-do-rename = Rename
saves-do-copy = Copy
saves-do-export = Write
saves-do-import = Take in
saves-delete-heading = DELETE THIS SAVE?
saves-delete-text = “{ $name }” will be gone for good.
saves-over-heading = WRITE OVER IT?
saves-over-text = There is a save “{ $name }” already.
saves-over-file = There is a file “{ $name }” already.
saves-keep = Keep it
saves-do-delete = Delete it
saves-do-over = Write over it
saves-saved = Saved as “{ $name }”.
saves-quick-saved = Quick save written.
saves-no-quick = There is no quick save yet.
saves-loaded = Loaded: “{ $name }”. What you played before is kept.
saves-renamed = Its name is now “{ $name }”.
saves-deleted = “{ $name }” is deleted.
saves-exported = Written to { $path }.
saves-imported = Taken in as “{ $name }”.
saves-failed = Nothing was done: { $why }.
