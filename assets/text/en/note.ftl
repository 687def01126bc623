# The content note.
note-title = Before you read
note-none = The writer has left no note on what this story holds.
note-again = You find this note again in the settings.
