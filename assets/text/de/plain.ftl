plain-help-choices = Tippe die Zahl einer Entscheidung und drücke Enter. Oder u, um die letzte Entscheidung zurückzunehmen, r, um neu zu beginnen, c, um nachzulesen, was du über Menschen und Gerüchte weißt, h für diese Hilfe, q zum Beenden. Nach jeder Entscheidung wird gespeichert. Die Befehle sind in jeder Sprache dieselben englischen Wörter.
plain-help-history = Tippe redo, um eine zurückgenommene Entscheidung zu wiederholen, history für die Liste deiner Entscheidungen, history und ein paar Wörter, um die Seiten zu durchsuchen, history und eine Zahl, um eine Seite zu lesen, back und eine Zahl, um dort neu zu wählen.
plain-help-saves = Tippe save, um schnell zu speichern, und load, um dorthin zurückzukehren; save, load oder delete und einen Namen für einen eigenen Spielstand; saves für die Liste aller Spielstände.
plain-help-more = Tippe endings für die Enden, die du gefunden hast, paths dafür, wie viel du von jedem Kapitel gesehen hast, settings für alles, was sich einstellen lässt, und set, einen Namen und einen Wert, um es einzustellen.
plain-choices =
    { $last ->
        [0] u zum Zurücknehmen, r zum Neubeginnen
        [1] 1
       *[other] eine Zahl von 1 bis { $last }
    }
plain-type = Tippe { $choices } oder h für Hilfe.
plain-unknown = „{ $words }“ gibt es hier nicht; tippe { $choices } oder h für Hilfe.
plain-nothing-to-choose = Hier gibt es nichts zu entscheiden; tippe u zum Zurücknehmen, r zum Neubeginnen, q zum Beenden.
plain-dead-end = Von hier geht die Geschichte nicht weiter. Tippe u zum Zurücknehmen oder r zum Neubeginnen.
plain-ended = Tippe u zum Zurücknehmen, r zum Neubeginnen oder q zum Beenden.
plain-taken-before = { $choice } (schon einmal gewählt)
plain-restart = Ganz von vorn beginnen? Der bisherige Durchgang bleibt aufgehoben. Tippe y für Ja oder n für Nein.
plain-going-on = Es geht weiter wie bisher.
plain-goodbye = Auf Wiedersehen.
plain-goodbye-saved = Auf Wiedersehen. Gespeichert ist alles in { $path }.
plain-plays-on = Die Geschichte läuft weiter, wie sie war.
plain-chosen = Du hast gewählt: { $choice }
plain-this-page = Diese Seite.
plain-not-found = Auf keiner Seite steht „{ $words }“.
plain-choices-so-far = Deine Entscheidungen bisher:
plain-found = Die Seiten, auf denen es steht, und was du dort gewählt hast:
plain-history-hint = Tippe history und eine Zahl, um diese Seite zu lesen, back und eine Zahl, um dort neu zu wählen.
plain-no-way-back = Es gibt keine Entscheidung, zu der du zurückgehen könntest.
plain-back-where = Tippe back und die Zahl einer Entscheidung von 1 bis { $last }; history zählt sie auf.
plain-quick-saved = Gespeichert. Tippe load, um hierher zurückzukehren.
plain-saved-as = Gespeichert als „{ $name }“.
plain-saves = Spielstände:
plain-saves-hint = Tippe load oder delete und einen Namen oder eine Zahl; save und einen Namen für einen neuen Spielstand.
plain-no-save = Es gibt keinen Spielstand „{ $words }“; saves zählt sie auf.
plain-no-quick-save = Schnell gespeichert ist noch nichts; tippe save, um es zu tun.
plain-delete = Diesen Spielstand löschen? { $save }. Tippe y für Ja oder n für Nein.
plain-stays = Er bleibt.
plain-endings-found = Du hast { $found } von { $all } Enden gefunden.
plain-paths = Was du in allen Durchgängen gesehen hast:
plain-setting-measure = measure: { $value }. Die längste Zeile in Zeichen: 45 bis 90.
plain-setting-tell-changes = tell_changes: { $value }. Ob eine Zeile sagt, was eine Entscheidung geändert hat: true für Ja, false für Nein.
plain-setting-seen-signs = seen_signs: { $value }. Ob Entscheidungen, die du in einem früheren Durchgang getroffen hast, ein Zeichen tragen: true für Ja, false für Nein.
plain-setting-language = language: { $value }. Die Sprache um die Geschichte herum: en oder de, oder "" für die des Systems.
plain-settings-hint = Tippe set, einen Namen und einen Wert, um etwas zu ändern.
plain-set = { $name } ist jetzt { $value }.
plain-not-set = Nichts hat sich geändert: { $why }.
plain-no-language = Nichts hat sich geändert: „{ $language }“ wird hier nicht gesprochen; es gibt { $languages }.
