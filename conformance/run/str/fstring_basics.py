# Expressions, conversions, nested quotes and nested specs in f-strings.
name, width, value = "wörld", 10, 3.14159
print(f"{name} {name!r} {name!a} {name!s:>{width}}|{value:{width}.{2}f}|{value:<{width}}|")
print(f"{{}} {{{name}}} {'nested'} {"same quotes"} {f"{f"{1 + 1}"}"} {[x for x in 'ab']} { {'a': 1}['a'] }")
print(f"{1 if name else 2} {(lambda x: x * 2)(4)} {name[0]}{name[-1:]} {1, 2} {*[1, 2], 3} {name == 'x'} {1 != 2} {(y := 5)} {y:=5}")
print(f"""multi
{value
  * 2:.1f} # not a comment
{"a" # a comment
}""", rf"\n{name}\t", f"\x41{1}\N{DIGIT TWO}", f"{'\n'}|{'\\'}", f"a" "b{}" f"{1}")
print(f"{value:%}", f"{5:#x}", f"{True}", f"{None}", f"{'x':*^5}", f"{10:{'0'}{5}}", f"{3:{'>' if width else '<'}5}", F"{1}", f"{1:}" f"{'}'}{'{'}")
