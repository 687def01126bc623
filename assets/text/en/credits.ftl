# Who and what the game is made of.
credits-title = Credits
credits-story = THE STORY
credits-by = { $title }, by { $author }
credits-program = THE PROGRAM
credits-bloodmark = Bloodmark { $version }, a text-adventure engine on Bevy
credits-license = Free software under the MIT license or the Apache License 2.0, as you like.
credits-faces = THE FACES
credits-faces-license = Each under the SIL Open Font License 1.1.
credits-libraries = LIBRARIES
credits-libraries-more = And the many that these are built on, every one of them free software.
