text = "never ends
