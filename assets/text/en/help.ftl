# All keys, and how to set others.
help-title = Keys
help-fixed = ALWAYS THE SAME
help-own = YOURS TO CHANGE
help-press = press a key
help-usual = usual keys
help-reset = Set all keys as at first
help-reset-sure = All your own keys will be gone. Press once more to go ahead.
help-hint = Enter sets another key, Delete brings the usual ones back.
help-listening = Press the key that shall do this. Esc leaves it as it is.
help-refused = { $key } always does the same. Press another key, or Esc.
help-taken = { $key } is set for this: { $other }. Press it again to take it from there, or another key, or Esc.
