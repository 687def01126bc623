# What a choice changed, said the moment it changes.
changes-no-tie = no tie
changes-person = { $name }: { $words }.
changes-mark-stage = The mark: { $stage }.
changes-mark-grows = The mark grows.
changes-mark-draws-back = The mark draws back.
changes-mark-stirs = The mark stirs.
changes-mark-cools = The mark cools.
