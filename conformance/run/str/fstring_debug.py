# The = specifier keeps the expression's text, white space and comments included.
x, name = 7, "a'b"
print(f"{x=}", f"{x = }", f"{ x =}", f"{x=!s}", f"{name=}", f"{name=!s:>5}", f"{x=:>4}", f"{x+1=}", f"{x == 7 = }", f"{[1,2][0]=}")
print(f"{x  +  1=}", f"{'q'=}", f"{name!r}", f"{x=:{3}}", f"{len(name)=}", f"{(x, name)=}", f"{x:=4}", f"{'日本'=}", f"{x   =   }|")
print(f"""{
x
=}""")
print(f"{lambda_ if (lambda_ := 1) else 0=}", f"{f"{x=}"=}", f"{x=!r:^5}", f"{3.0=:.2f}", f"{3.5=}")
