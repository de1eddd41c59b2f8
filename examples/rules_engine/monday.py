# The rules as they are at first.
if "orders" not in globals():
    orders = 0  # state: it outlives the rules that are loaded later


def discount(order, price):
    global orders
    orders += 1
    return 0, "no discounts"
