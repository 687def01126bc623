pack-title = Das Rudel
pack-hint = Die Pfeiltasten oder der Zeiger wählen einen Stern.
pack-alone = Niemand ist mit dir verbunden.
