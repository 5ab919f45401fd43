# Python's __future__ module. Its features have become part of the language, except for annotations, which the compiler handles.

annotations = division = print_function = absolute_import = unicode_literals = with_statement = generators = nested_scopes = None
generator_stop = None


__all__ = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function", "unicode_literals",
    "generator_stop", "annotations",
]
