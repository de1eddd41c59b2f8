# Breadth-first, depth-first, Dijkstra with a hand-made heap, and topological order.
graph = {"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 7}, "d": {"e": 3}, "e": {}}

def bfs(start):
    seen, queue = {start: None}, [start]
    for node in queue:
        for neighbour in graph[node]:
            if neighbour not in seen:
                seen[neighbour] = node
                queue.append(neighbour)
    return queue, seen

def dfs(node, seen=None):
    seen = set() if seen is None else seen
    if node in seen: return
    seen.add(node)
    yield node
    for neighbour in graph[node]: yield from dfs(neighbour, seen)

def push(heap, item):
    heap.append(item)
    i = len(heap) - 1
    while i and heap[(i - 1) // 2] > heap[i]:
        heap[i], heap[(i - 1) // 2] = heap[(i - 1) // 2], heap[i]
        i = (i - 1) // 2

def pop(heap):
    heap[0], heap[-1] = heap[-1], heap[0]
    result, i = heap.pop(), 0
    while (child := 2 * i + 1) < len(heap):
        child += child + 1 < len(heap) and heap[child + 1] < heap[child]
        if heap[i] <= heap[child]: break
        heap[i], heap[child] = heap[child], heap[i]
        i = child
    return result

def dijkstra(start):
    heap, done = [(0, start, (start,))], {}
    while heap:
        cost, node, path = pop(heap)
        if node in done: continue
        done[node] = cost, "".join(path)
        for neighbour, weight in graph[node].items(): push(heap, (cost + weight, neighbour, path + (neighbour,)))
    return done

print(bfs("a"), list(dfs("a")), dijkstra("a"), sep="\n")
