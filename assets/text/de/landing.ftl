landing-exact = Es geht weiter, wo du warst.
landing-replayed = Die Geschichte hat sich geändert, seit du hier warst. Alle deine Entscheidungen wurden wiederholt und führten an diesen Ort.
landing-changed = Die Geschichte hat sich geändert, seit du hier warst. { $place }
landing-reloaded = Die Geschichte wurde neu geladen.
landing-reloaded-to = Die Geschichte wurde neu geladen. { $place }
landing-carried = Du stehst, wo du standest, mit allem, was du hattest.
landing-carried-but = Du stehst, wo du standest, aber { $lost }.
landing-cut = Den Ort, an dem du warst, gibt es nicht mehr; von deinen { $of } Entscheidungen konnten die ersten { $taken } wiederholt werden.
