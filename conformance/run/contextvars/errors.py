# What variables, tokens and contexts refuse.
import contextvars

color = contextvars.ContextVar("color", default="none")
size = contextvars.ContextVar("size")
context = contextvars.copy_context()
used = color.set("red")
color.reset(used)

tries = [
    lambda: size.get(),
    lambda: color.reset(used),
    lambda: size.reset(color.set("blue")),
    lambda: context.run(color.reset, color.set("green")),
    lambda: color.reset(3),
    lambda: context["color"],
    lambda: context[size],
    lambda: "color" in context,
    lambda: context.run(),
    lambda: context.run(context.run, print),
    lambda: contextvars.ContextVar(3),
    lambda: contextvars.ContextVar(),
    lambda: contextvars.Token(),
    lambda: contextvars.Context(1),
]
for one in tries:
    try:
        print(one())
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])
