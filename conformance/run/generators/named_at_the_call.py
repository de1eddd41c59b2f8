def func(): yield
func.__name__ = "renamed"; func.__qualname__ = "q.renamed"
print(func().__name__, func().__qualname__, repr(func())[:26])
async def co(): pass
co.__name__ = "cc"
c = co(); print(c.__name__); c.close()
