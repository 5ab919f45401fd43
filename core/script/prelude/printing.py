# What print() does with objects that have a __str__ or __repr__ of their own, and with files: calls are made from here.

import _threadbox


def print_converted(values, separator, end, file):
    write = _threadbox.write_output if file is None else file.write
    write(separator.join([str(value) for value in values]) + end)
