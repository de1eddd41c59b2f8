# Filters by message, category and line; what refuses; hooks that show and format.
import warnings

warnings.filterwarnings("ignore", message="quiet")
warnings.warn("Quiet please")
warnings.warn("not quiet")
warnings.filterwarnings("error", category=RuntimeWarning)
try:
    warnings.warn("as an error", RuntimeWarning)
except RuntimeWarning as error:
    print(error)
warnings.simplefilter("once", UserWarning)
for _ in range(2):
    warnings.warn("only once")
warnings.warn("only once")
tries = [
    lambda: warnings.warn("x", 3),
    lambda: warnings.warn("x", int),
    lambda: warnings.simplefilter("sometimes"),
    lambda: warnings.filterwarnings("ignore", category=int),
    lambda: warnings.simplefilter("ignore", lineno=-1),
]
for one in tries:
    try:
        one()
    except Exception as error:
        print(type(error).__name__, error)
warnings.formatwarning = lambda message, category, filename, lineno, line=None: f"[{category.__name__}] {message}\n"
warnings.warn("formatted")


def show(message, category, filename, lineno, file=None, line=None):
    print("shown", message, category.__name__, lineno)


warnings.showwarning = show
warnings.warn("hooked")
warnings.resetwarnings()
print(warnings.filters)
warnings.warn_explicit("explicit", UserWarning, "other.py", 7)
