# Moon, mark and pack, large.
pack-title = The pack
pack-hint = Arrows or the pointer choose a star.
pack-alone = Nobody is tied to you.
