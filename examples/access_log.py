# A log analyser built as a pipeline of async generators: every stage pulls from the one before it, and three
# collectors at its end are fed with asend. Run it with the path of another log to analyse that one.
import asyncio
import sys


class Request:
    __slots__ = ("hour", "client", "method", "path", "status", "size", "millis")

    def __init__(self, hour, client, method, path, status, size, millis):
        self.hour = hour
        self.client = client
        self.method = method
        self.path = path
        self.status = status
        self.size = size
        self.millis = millis


class Garbled(Exception):
    pass


async def read_lines(path):
    with open(path) as file:
        for number, line in enumerate(file, 1):
            yield number, line.rstrip("\n")
            if number % 4000 == 0:
                await asyncio.sleep(0)  # let others have a turn


def parse_line(line):
    match line.split():
        case [stamp, client, method, path, status, size, millis] if millis.endswith("ms"):
            return Request(stamp[11:13], client, method, path, int(status), int(size), int(millis[:-2]))
    raise Garbled(line)


async def parse(lines, rejected):
    async for number, line in lines:
        try:
            yield parse_line(line)
        except Garbled as error:
            rejected.append((number, str(error)))


async def without(requests, *paths):
    async for request in requests:
        if request.path not in paths:
            yield request


async def counter(key):
    """Counts what it is sent; its answer is the number of different keys so far."""
    counts = {}
    try:
        while True:
            item = yield len(counts)
            name = key(item)
            counts[name] = counts.get(name, 0) + 1
    except GeneratorExit:
        total = sum(counts.values())
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:5]:
            print(f"  {name:<14}{count:>8,}{count / total:>8.1%}")


async def latency():
    """Mean, 95th percentile and maximum for every path."""
    times = {}
    try:
        while True:
            request = yield len(times)
            times.setdefault(request.path, []).append(request.millis)
    except GeneratorExit:
        for path, values in sorted(times.items()):
            values.sort()
            high = values[len(values) * 95 // 100]
            print(f"  {path:<14}{sum(values) / len(values):>8.2f}{high:>8}{values[-1]:>8}")


async def errors_by_hour():
    """Draws a bar for every hour; an hour with many server errors is marked."""
    hours = {}
    try:
        while True:
            request = yield
            seen, failed = hours.get(request.hour, (0, 0))
            hours[request.hour] = seen + 1, failed + (request.status >= 500)
    except GeneratorExit:
        for hour, (seen, failed) in sorted(hours.items()):
            mark = "  <-- look here" if failed > 20 else ""
            print(f"  {hour}h {'#' * (seen // 40):<30}{seen:>6,}{failed:>5}{mark}")


async def feed(requests, collectors):
    for collector in collectors.values():
        await anext(collector)
    total = bytes_out = 0
    async for request in requests:
        total += 1
        bytes_out += request.size
        for collector in collectors.values():
            await collector.asend(request)
    return total, bytes_out


async def main(path):
    rejected = []
    requests = without(parse(read_lines(path), rejected), "/health")
    collectors = {
        "busiest paths": counter(lambda request: request.path),
        "busiest clients": counter(lambda request: request.client),
        "status codes": counter(lambda request: request.status),
        "milliseconds: mean, 95 %, most": latency(),
        "requests and server errors by hour": errors_by_hour(),
    }
    total, bytes_out = await feed(requests, collectors)
    print(f"{total:,} requests, {bytes_out / 2**20:,.1f} MiB, {len(rejected)} lines rejected")
    for number, text in rejected[:3]:
        print(f"  line {number}: {text}")
    for title, collector in collectors.items():
        print(title)
        await collector.aclose()


folder, slash, _ = __file__.rpartition("/")
asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else folder + slash + "access.log"))
