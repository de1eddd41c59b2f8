# group: objects
# Splits text, counts words in a dict, sorts them.
SYLLABLES = ["ka", "to", "mi", "re", "su", "no", "ha", "li", "ve", "du"]


def words(count):
    state = 12345
    result = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        result.append(SYLLABLES[state % 10] + SYLLABLES[state // 10 % 10] + SYLLABLES[state // 100 % 10])
    return result


text = " ".join(words(250_000))
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
print(len(counts), ranked[:3], sum([len(word) * count for word, count in counts.items()]))
