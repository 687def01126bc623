changes-no-tie = keine Bindung
changes-person = { $name }: { $words }.
changes-mark-stage = Das Mal: { $stage }.
changes-mark-grows = Das Mal wächst.
changes-mark-draws-back = Das Mal weicht zurück.
changes-mark-stirs = Das Mal regt sich.
changes-mark-cools = Das Mal kühlt ab.
