# A module.
depth = 3
