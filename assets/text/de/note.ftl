note-title = Vor dem Lesen
note-none = Zu dem, was in dieser Geschichte vorkommt, gibt es keinen Hinweis.
note-again = Diesen Hinweis findest du in den Einstellungen wieder.
