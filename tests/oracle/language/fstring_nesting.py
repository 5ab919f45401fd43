name, width, precision, value = "abc", 10, 3, 3.14159265
print(f"{value:{width}.{precision}f}|{value:>{width + 2}}|{name!r:^{width}}|{name!s:>{width}}")
print(f"{name=} {value = :.2f}")
print(f"{name=!s} {name=!r:>8} {width + 1=}")
print(f"{{}} {{{name}}} {'a' 'b'} {{name}}")
print(f"{'nested ' + f'{name + f"{width}"}'}")
print(f"{ {'k': 1}['k'] } {[x for x in range(3)]} {(lambda x: x * 2)(4)}")
print(f"{name:{'>'}{width}}", f"{value:{'.2f' if value > 3 else '.1f'}}")
print(f"""{
    name
} and {
    width + 1
}""")
print(f"{name[0]}{name[-1]}{name[::-1]}", f"{width:,}", f"{10**6:_}")
print(rf"\n{name}\t", f"\t{name}\n", f"\u00e9\x41", f"{name!a}", f"{'é'!a}")
print(f"{'a' if width > 5 else 'b'} {width > 5 and name} {not width}")
print(f"{name}" "plain {name}" f"{width}")
print(f"{1, 2} {*[1, 2], 3} {value!r}", f"{name:}", f"{''}", f"{None}")
