# Somebody was in a hurry.
def discount(order, price)
    return price, "everything must go"
