values = [0, 7, -7, 12345, -98765, 10**20]
for spec in ("", "d", "5", "<8", ">8", "^8", "=8", "08", "+", " ", "+08d", "x", "X", "#x", "#o", "#b", "b", "o", ",", "_", "_x", "#_b", "*^12", "n", "e", ".2f", "%", "g", "=+10,"):
    row = []
    for value in values:
        try:
            row.append(f"{value:{spec}}")
        except (ValueError, OverflowError) as error:
            row.append(f"{type(error).__name__}: {error}")
    print(repr(spec), row)
