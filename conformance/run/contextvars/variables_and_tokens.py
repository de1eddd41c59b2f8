# A variable has the value last set, or its default; a token takes it back.
import contextvars

color = contextvars.ContextVar("color", default="none")
size = contextvars.ContextVar("size")

print(color.name, color.get(), color.get("other"), size.get("unknown"))
first = color.set("red")
second = color.set("blue")
print(color.get(), first.old_value is contextvars.Token.MISSING, second.old_value, second.var is color)
color.reset(second)
print(color.get())
color.reset(first)
print(color.get())
print(repr(contextvars.Token.MISSING), type(color), type(first), contextvars.ContextVar[int])
print(repr(color).split(" at ")[0], "|", repr(first).split(" at ")[0])
