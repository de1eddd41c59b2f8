x = f"{del y}"
