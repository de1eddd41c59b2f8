# An expression over several lines shows the lines that failed.
def total(*values):
    return sum(
        value * 2
        for value in values
        if value > 0
    )

print(total(1, 2))
result = [
    total(1),
    total(
        3,
        "text",
    ),
]
