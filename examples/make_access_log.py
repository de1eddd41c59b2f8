# Writes the access log that access_log.py reads: always the same 24,000 lines, from a generator of its own.
# transcript: access.log
SEED = 20260301
LINES = 24_000

PATHS = [
    ("/", 30), ("/login", 9), ("/cart", 12), ("/search", 17), ("/item/1", 6), ("/item/2", 5), ("/item/3", 4),
    ("/item/4", 3), ("/checkout", 5), ("/api/stock", 6), ("/api/price", 2), ("/health", 1),
]
SLOW = {"/search": 90, "/checkout": 240, "/api/price": 45}


class Dice:
    """A linear congruential generator: the same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


def pick(dice, weighted, total):
    n = dice.below(total)
    for value, weight in weighted:
        if n < weight:
            return value
        n -= weight


def main():
    dice = Dice(SEED)
    total = sum(weight for _, weight in PATHS)
    second = 0
    for number in range(LINES):
        second += dice.below(8)
        path = pick(dice, PATHS, total)
        client = f"10.0.{dice.below(4)}.{1 + dice.below(200)}"
        luck = dice.below(1000)
        outage = 40_000 <= second < 41_500 and path.startswith("/api")
        if luck < 4 or outage and luck < 600:
            status = 503 if outage else 500
        elif luck < 30:
            status = 404
        elif luck < 45 and path == "/login":
            status = 403
        else:
            status = 200
        size = 0 if status >= 400 else 200 + dice.below(9000)
        millis = 2 + dice.below(20) + dice.below(1 + SLOW.get(path, 10)) * (3 if outage else 1)
        method = "POST" if path in ("/login", "/checkout") else "GET"
        hour, rest = divmod(second, 3600)
        minute, sec = divmod(rest, 60)
        day, hour = divmod(hour, 24)
        stamp = f"2026-03-{1 + day:02}T{hour:02}:{minute:02}:{sec:02}"
        if luck == 999:
            print(f"{stamp} ?? garbled line {number}")
        else:
            print(f"{stamp} {client} {method} {path} {status} {size} {millis}ms")


main()
