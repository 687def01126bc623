# The menu over the page, and what several screens offer.
menu-paused = PAUSED
menu-read-on = Read on
menu-undo = Take the last choice back
menu-begin = Begin
menu-begin-anew = Begin anew
menu-continue = Continue
menu-title-page = Title page
menu-quit = Quit
menu-back = Back
menu-back-to-story = Back to the story
menu-codex = Codex: people and rumors
menu-pack = Moon, mark and pack
menu-saved = Every choice is saved as you make it.
