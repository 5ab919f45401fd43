name, value, width = "Ada", 3.14159, 10
print(f"{name}{value}", f"{name=}", f"{value=:.2f}", f"{name = }", f"{name!r}", f"{value:{width}.{2}f}|", f"{{literal}}", f"{'nested'}", f"{name:>{width}}|", f"{1 + 1}", f"{[1, 2][0]}", f"{ {'k': 1}['k'] }")
print(f"{name.upper()}", f"{value:.0f}", f"{(lambda x: x * 2)(4)}", f"{'a' if value > 3 else 'b'}", f"{name[0]}{name[-1]}", f"{value!s:>10}", f'{"q"}', f"{3:d}{4:03d}", f"" "joined" f"{1}", rf"\d{name}", f"{'é'}")
print(f"""multi
{name}
line""", f"{name:<5}|{name:^7}|{name:*^9}", f"{1_000_000:,}", f"{True}", f"{None}", f"{[name]}", f"{name!a}", f"{'x' * 3}", f"{max(1, 2)}", f"{1:>+5}", f"{0.5:%}")
x = 5
print(f"{x:#x} {x:#b} {x!r:>4} {x:<4}|{-x:=5}|{x:e}")
