# In an f-string each piece of text warns on its own: after a field, after a doubled brace, in a specification.
x = 5
print(f"\d {x} \w", f"\a\d\w{{\z}}\s", f"\{x}", f"\{{ \d }}")
print(f"{x:\x3e4} {x!r:>{x}} {'\d'} \q", rf"\d{x:\x3e4}\w")
print(f"""
\d
{x}
\w""")
