# A stock that answers orders: it yields a receipt and is sent the next order.
class SoldOut(Exception):
    pass


async def price(item):
    return {"apple": 30, "pear": 45, "fig": 80}[item]


def take(stock, item, count):
    if stock.get(item, 0) < count:
        raise SoldOut(f"only {stock.get(item, 0)} of {item} left")
    stock[item] -= count


async def orders(stock):
    stock = dict(stock)
    receipt = ("open", sum(stock.values()))
    while True:
        item, count = yield receipt
        try:
            take(stock, item, count)
            receipt = (f"{count} {item}", count * await price(item))
        except SoldOut as error:
            receipt = (str(error), 0)
        except KeyError:
            return


def total(receipts):
    return sum([amount for _, amount in receipts])
