print("runs", __name__)
