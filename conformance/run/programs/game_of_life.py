# Conway's game on a set of cells.
def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    counts[x + dx, y + dy] = counts.get((x + dx, y + dy), 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or n == 2 and cell in cells}

def show(cells, width, height):
    for y in range(height):
        print("".join(".#"[(x, y) in cells] for x in range(width)))

glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
cells = glider
for generation in range(5):
    cells = step(cells)
show(cells, 6, 5)
for _ in range(400):
    cells = step(cells)
print(len(cells), sorted((x - min(c[0] for c in cells), y - min(c[1] for c in cells)) for x, y in cells))
print(step({(0, 0), (1, 0), (2, 0)}) == {(1, -1), (1, 0), (1, 1)}, step(set()))
