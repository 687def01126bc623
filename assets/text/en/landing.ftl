# How a saved playthrough was taken up again.
landing-exact = Continuing where you were.
landing-replayed = The story has changed since you were here. All your choices were made again, and led to this place.
landing-changed = The story has changed since you were here. { $place }
landing-reloaded = The story has been reloaded.
landing-reloaded-to = The story has been reloaded. { $place }
landing-carried = You stand where you stood, with all you had.
landing-carried-but = You stand where you stood, but { $lost }.
landing-cut = The place where you were is gone; of your { $of } choices the first { $taken } could be made again.
