# Lexicographic ordering: first difference, then length; equality needs the same type.
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], [2] > [1, 9, 9], (1,) < (1, 0), "Z" < "a", "" < "a")
print([1, 2] == [1, 2.0], (1, 2) == [1, 2], [1, [2, 3]] == [1, [2, 3]], "abc" == "abc", "a" != "b")
print([1, 2] <= [1, 2], [1, 2] >= [1, 2], (1, 2, 3) > (1, 2), b"ab" < b"b", [[1], [2]] < [[1], [3]])
class Loud:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n
    def __lt__(self, other):
        print("lt", self.n, other.n)
        return self.n < other.n

print([Loud(1), Loud(2), Loud(9)] < [Loud(1), Loud(3), Loud(0)])
same = Loud(5)
print([same] == [same])
print([Loud(1), Loud(2)] == [Loud(1)])
