# A tenant's shop: `handle` answers one request. What stands in globals is kept from one request to the next.
import web

requests = 0


async def handle(page, body):
    global requests
    requests += 1
    match page:
        case "total":
            prices = [await price(article) for article in body.split()]
            return f"{sum(prices)} for {len(prices)} articles"
        case "share":
            return f"{100 // int(body)} each"
        case "requests":
            return str(requests)
        case "spin":
            while True:
                pass
        case "hoard":
            hoard = [None]
            while True:
                hoard += hoard
    raise LookupError(f"there is no page {page!r}")


async def price(article):
    web.log(f"asks for {article}")
    try:
        return await web.price(article)
    finally:
        # Also when the client has gone away.
        web.log(f"is done with {article}")
