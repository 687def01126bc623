title-keys = 1-9 or Up, Down and Enter choose   ·   + and - text size   ·   F11 full screen
