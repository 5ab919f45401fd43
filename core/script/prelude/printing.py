# What print() does with objects that have a __str__ or __repr__ of their own: calls are made from here.

import _threadbox


def print_converted(values, separator, end):
    _threadbox.write_output(separator.join([str(value) for value in values]) + end)
