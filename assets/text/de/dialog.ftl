# Fragen über der Seite.
dialog-typing = Tippen, dann Enter drücken. Esc lässt alles, wie es ist.
dialog-leave = Alles lassen, wie es ist
