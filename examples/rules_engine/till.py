# The part that stays: it asks the rules for each order, whatever they are at that time.
import rules


def decide(order):
    price = order["count"] * order["price"]
    discount, why = rules.discount(order, price)
    return {"price": price - discount, "why": why, "orders": rules.orders}
