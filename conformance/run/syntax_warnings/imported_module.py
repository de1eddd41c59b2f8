# The warnings of a module come when it is imported.
print("before")
import with_warnings
print("after", with_warnings.TEXT)
