# Every third order is cheaper, counted from the first one on, and so is whatever is bought by the dozen.
if "orders" not in globals():
    orders = 0


def discount(order, price):
    global orders
    orders += 1
    if order["count"] >= 12:
        return price // 4, "a dozen"
    if orders % 3 == 0:
        return price // 10, f"order {orders}"
    return 0, "the full price"
