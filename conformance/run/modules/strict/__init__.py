__all__ = ["part", "known"]
known = 1
hidden = 2
