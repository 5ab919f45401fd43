"""embed_bytes.py INPUT OUTPUT VARIABLE: a file's bytes as a C++ array."""

import sys

source, output, variable = sys.argv[1:]
data = open(source, "rb").read()
rows = ["  " + ", ".join(str(byte) for byte in data[at : at + 24]) for at in range(0, len(data), 24)]
with open(output, "w") as file:
    file.write(f"extern const unsigned char {variable}[];\nextern const unsigned {variable}_size;\n")
    file.write(f"const unsigned {variable}_size = {len(data)};\n")
    file.write(f"const unsigned char {variable}[] = {{\n" + ",\n".join(rows) + "\n};\n")
