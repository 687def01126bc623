# Moon, mark and ties in words.
state-chapter = Chapter { $number }: { $title }
state-chapter-untitled = Chapter { $number }
state-stranger = A stranger
state-alone = Alone
moon-new = new moon
moon-young = young moon
moon-half = half moon
moon-growing = growing moon
moon-full = full moon
moon-waning = waning moon
moon-last-half = last half moon
moon-old = old moon
