text = "\ud800"
