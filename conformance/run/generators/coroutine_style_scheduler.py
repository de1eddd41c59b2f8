# A round-robin scheduler made of plain generators.
def task(name, steps):
    for i in range(steps):
        print(name, i)
        command = yield i
        if command == "stop":
            print(name, "stopped")
            return f"{name} early"
    return f"{name} done"

def run(*tasks):
    ready = [(t, None) for t in tasks]
    results = []
    turn = 0
    while ready:
        t, message = ready.pop(0)
        turn += 1
        try:
            value = t.send(message)
        except StopIteration as stop:
            results.append(stop.value)
        else:
            ready.append((t, "stop" if turn == 6 else value and None))
    return results

print(run(task("a", 3), task("b", 1), task("c", 4)))
