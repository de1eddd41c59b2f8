# A context is a mapping of variables that code can be run in.
import contextvars

color = contextvars.ContextVar("color", default="none")
size = contextvars.ContextVar("size")
color.set("red")
context = contextvars.copy_context()
print(len(context), color in context, size in context, context[color], context.get(size), context.get(size, 1))
print(list(context) == [color], list(context.keys()) == [color], list(context.values()), list(context.items())[0][1])


def paint(new, *, scale):
    print("inside", color.get(), size.get(None))
    color.set(new)
    size.set(scale)
    return new * scale


print(context.run(paint, "blue", scale=2))
print(color.get(), size.get(None), context[color], context[size])
copy = context.copy()
print(copy == context, copy is context, contextvars.Context() == contextvars.Context(), copy == {})
copy.run(color.set, "green")
print(context[color], copy[color], copy == context)
try:
    context.run(lambda: 1 / 0)
except ZeroDivisionError:
    print("left", color.get())
contextvars.Context().run(lambda: print(color.get(), list(contextvars.copy_context())))
