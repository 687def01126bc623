# Questions over the screen.
dialog-typing = Type, then press Enter. Esc leaves everything as it is.
dialog-leave = Leave it as it is
