# Die Spielstände.
saves-title = Spielstände
saves-here = Hier unter einem Namen speichern
saves-quick-here = Hier schnell speichern
saves-import = Spielstand aus einer Datei übernehmen
saves-heading-kept = FÜR DICH AUFGEHOBEN
saves-heading-named = DEINE SPIELSTÄNDE
saves-heading-earlier = FRÜHERE DURCHGÄNGE
saves-none-named = Noch keine. Ein Spielstand mit Namen bleibt, bis du ihn löschst.
saves-auto = Bei jeder Entscheidung gespeichert
saves-quick = Schnell gespeichert
saves-earlier =
    { $number ->
        [one] Der Durchgang davor
       *[other] { $number } Durchgänge davor
    }
saves-choices =
    { $count ->
        [one] 1 Entscheidung
       *[other] { $count } Entscheidungen
    }
saves-words =
    { $count ->
        [one] 1 Wort gelesen
       *[other] { $count } Wörter gelesen
    }
saves-ended = Zu Ende: { $title }
saves-just-now = gerade eben
saves-minutes =
    { $count ->
        [one] vor einer Minute
       *[other] vor { $count } Minuten
    }
saves-hours =
    { $count ->
        [one] vor einer Stunde
       *[other] vor { $count } Stunden
    }
saves-days =
    { $count ->
        [one] vor einem Tag
       *[other] vor { $count } Tagen
    }
saves-load = Laden
saves-over = Hier speichern und ihn ersetzen
saves-rename = Umbenennen
saves-copy = Kopieren
saves-export = In eine Datei schreiben
saves-delete = Löschen
saves-back = Zurück zu den Spielständen
saves-name-heading = UNTER EINEM NAMEN SPEICHERN
saves-rename-heading = EIN ANDERER NAME
saves-copy-heading = EINE KOPIE UNTER EINEM NAMEN
saves-copy-name = { $name }, Kopie
saves-export-heading = SPIELSTAND IN EINE DATEI SCHREIBEN
saves-import-heading = SPIELSTAND AUS EINER DATEI ÜBERNEHMEN
saves-do-save = Speichern
saves-do-rename = Umbenennen
saves-do-copy = Kopieren
saves-do-export = Schreiben
saves-do-import = Übernehmen
saves-delete-heading = DIESEN SPIELSTAND LÖSCHEN?
saves-delete-text = „{ $name }“ ist dann unwiederbringlich fort.
saves-over-heading = ERSETZEN?
saves-over-text = Es gibt schon einen Spielstand „{ $name }“.
saves-over-file = Es gibt schon eine Datei „{ $name }“.
saves-keep = Behalten
saves-do-delete = Löschen
saves-do-over = Ersetzen
saves-saved = Gespeichert als „{ $name }“.
saves-quick-saved = Schnell gespeichert.
saves-no-quick = Es ist noch nichts schnell gespeichert.
saves-loaded = Geladen: „{ $name }“. Was du davor gespielt hast, ist aufgehoben.
saves-renamed = Er heißt jetzt „{ $name }“.
saves-deleted = „{ $name }“ ist gelöscht.
saves-exported = Geschrieben nach { $path }.
saves-imported = Übernommen als „{ $name }“.
saves-failed = Nichts ist geschehen: { $why }.
