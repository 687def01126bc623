# Alles, was in diesem Durchgang gelesen wurde.
history-search = Suche
history-count = { $at } von { $all }
history-nothing = nirgends
history-find = Die Seiten durchsuchen
history-write = Alles in eine Datei schreiben
history-written = Geschrieben nach { $path }.
history-unwritten = Nach { $path } wurde nichts geschrieben: { $why }.
history-back-heading = ZU DIESER ENTSCHEIDUNG ZURÜCK?
history-back-text =
    { $count ->
        [one] Diese Entscheidung wird zurückgenommen:
       *[other] Diese { $count } Entscheidungen werden zurückgenommen:
    }
history-label = › { $label }
history-more =
    { $count ->
        [one] und eine weitere
       *[other] und { $count } weitere
    }
history-back-again = Solange du nichts anderes wählst, lassen sie sich eine nach der anderen wiederholen.
history-stay = Hier bleiben
history-back = Zurückgehen
