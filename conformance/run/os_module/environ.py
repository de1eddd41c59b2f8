# os.environ is a mapping of strings that a script can change for itself.
import os

print(type(os.environ).__name__, os.getenv("HOGNOSE_NOT_THERE"), os.getenv("HOGNOSE_NOT_THERE", "default"))
os.environ["HOGNOSE_A"] = "1"
os.environ.update({"HOGNOSE_B": "2"}, HOGNOSE_C="3")
print(os.environ["HOGNOSE_A"], os.environ.get("HOGNOSE_B"), "HOGNOSE_C" in os.environ, os.environ.pop("HOGNOSE_C"), "HOGNOSE_C" in os.environ)
print(os.environ.setdefault("HOGNOSE_A", "9"), os.environ.setdefault("HOGNOSE_D", "4"), os.environ.pop("HOGNOSE_E", None))
del os.environ["HOGNOSE_D"]
mine = {name: value for name, value in os.environ.items() if name.startswith("HOGNOSE_")}
print(mine, len(os.environ) == len(list(os.environ)) == len(os.environ.copy()), (os.environ | {"HOGNOSE_A": "x"})["HOGNOSE_A"])
for work in (
    lambda: os.environ["HOGNOSE_D"],
    lambda: os.environ[1],
    lambda: os.environ.update(HOGNOSE_A=1),
    lambda: os.environ.__delitem__("HOGNOSE_D"),
    lambda: os.environ.pop("HOGNOSE_D"),
    lambda: os.environ.update({"a=b": "c"}),
    lambda: os.environ.update({"": "c"}),
    lambda: os.environ.update({"a": "b\0"}),
    lambda: os.getenv(5),
    lambda: 1 in os.environ,
):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)
os.environ.clear()
print(os.environ, len(os.environ), os.environ == {})
