# textwrap: wrap, fill, shorten, dedent, indent and the options of TextWrapper.
import textwrap

text = ("Hello there, how are you this fine day?  I'm glad to hear it! This is a well-known, long-term, state-of-the-art example -- "
        "with dashes--and more---of them, e-mail, x-ray, -option, --flag, a-b-c, 3-4 and supercalifragilisticexpialidocious words.\tTabs\ttoo.\n\nNew paragraph.")
for width in (1, 5, 10, 20, 33, 70):
    print(width, textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
for options in ({"break_long_words": False}, {"break_on_hyphens": False}, {"drop_whitespace": False}, {"replace_whitespace": False}, {"expand_tabs": False}, {"fix_sentence_endings": True},
                {"max_lines": 2}, {"max_lines": 3, "placeholder": "..."}, {"tabsize": 4}, {"break_long_words": False, "break_on_hyphens": False}):
    print(options, textwrap.wrap(text, 18, **options))
print(textwrap.shorten("Hello  world!", width=12), textwrap.shorten("Hello  world!", width=11), textwrap.shorten("Hello world", width=10, placeholder="..."), repr(textwrap.shorten("", 5)))
print(textwrap.wrap(""), textwrap.wrap("  leading"), textwrap.wrap("trailing  "), repr(textwrap.fill(" ", 3)))
print(repr(textwrap.dedent("\n    def f():\n        pass\n  \n    x\n")), repr(textwrap.dedent("\tx\n    y")), repr(textwrap.dedent("  a\n    b\n   c")), repr(textwrap.dedent("no\n  indent")))
print(repr(textwrap.indent("one\n\n two\nthree", "> ")), repr(textwrap.indent("a\n\nb\n", "+ ", lambda line: True)))
wrapper = textwrap.TextWrapper(width=12)
wrapper.initial_indent = ">> "
print(wrapper.wrap("some words that are wrapped"), wrapper.fill("aaa bbb ccc ddd"))
for wrong in (lambda: textwrap.wrap("x", 0), lambda: textwrap.wrap("a b c", 3, max_lines=1)):
    try:
        print(wrong())
    except ValueError as error:
        print(error)
