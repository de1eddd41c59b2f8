# Code point order, and sorting with a key.
words = ["banana", "Apple", "cherry", "éclair", "apple", "Zebra", "", "日本", "a", "😀", "\uffff"]
print(sorted(words))
print(sorted(words, key=str.lower))
print(sorted(words, key=len, reverse=True))
print("a" < "b" < "c", "a" < "A", "abc" < "abd", "ab" < "abc", "é" == "e\u0301", "\uffff" < "\U00010000", max("hello"), min("hello"), "10" < "9")
