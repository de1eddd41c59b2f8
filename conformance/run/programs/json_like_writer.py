# A serialiser with nesting, escapes and indentation, and its reader.
def dump(value, indent=0):
    pad = "  " * indent
    match value:
        case None: return "null"
        case bool(): return str(value).lower()
        case int() | float(): return repr(value)
        case str(): return '"' + "".join({'"': '\\"', "\\": "\\\\", "\n": "\\n"}.get(c, c) for c in value) + '"'
        case [] | {} if not value: return "[]" if isinstance(value, (list, tuple)) else "{}"
        case [*items]: return "[\n" + ",\n".join(f"{pad}  {dump(i, indent + 1)}" for i in items) + f"\n{pad}]"
        case {**pairs}: return "{\n" + ",\n".join(f"{pad}  {dump(str(k))}: {dump(v, indent + 1)}" for k, v in pairs.items()) + f"\n{pad}}}"
        case _: raise TypeError(f"cannot write {type(value).__name__}")

def load(text):
    def skip(i):
        while i < len(text) and text[i] in " \n,:": i += 1
        return i
    def value(i):
        i = skip(i)
        if text[i] == "[" or text[i] == "{":
            close, items, i = "]}"[text[i] == "{"], [], skip(i + 1)
            while text[i] != close:
                item, i = value(i)
                items.append(item)
                i = skip(i)
            return (items if close == "]" else dict(zip(items[::2], items[1::2]))), i + 1
        if text[i] == '"':
            out, i = "", i + 1
            while text[i] != '"':
                if text[i] == "\\":
                    i += 1
                    out += {"n": "\n"}.get(text[i], text[i])
                else: out += text[i]
                i += 1
            return out, i + 1
        end = i
        while end < len(text) and text[end] not in " \n,]}": end += 1
        word = text[i:end]
        return ({"null": None, "true": True, "false": False}[word] if word.isalpha() else float(word) if "." in word else int(word)), end
    return value(0)[0]

data = {"name": "O\"Neil\\\n", "list": [1, -2.5, True, None, [], {}, [[0]]], "nested": {"a": {"b": ("t",)}}, "é": "日本"}
text = dump(data)
print(text)
print(load(text) == {**data, "nested": {"a": {"b": ["t"]}}})
try:
    dump([1, {2}])
except TypeError as error:
    print(error)
