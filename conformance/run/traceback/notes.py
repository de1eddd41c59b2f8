# Notes are printed below the message.
error = ValueError("main message")
error.add_note("first note")
error.add_note("second note\nwith two lines")
raise error
