title-keys = 1-9 oder Auf, Ab und Enter wählen   ·   + und - Schriftgröße   ·   F11 Vollbild
