# Python's textwrap module.

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_blanks = "\t\n\x0b\x0c\r "
_before_dash = "!\"'&.,?"


def _is_word(character):
    return character.isalnum() or character == "_"


def _is_letter(character):
    return character == "_" or character.isalnum() and not character.isdigit()


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *,
                 max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for blank in _blanks:
                text = text.replace(blank, " ")
        return text

    def _split(self, text):
        """The words and the white space between them; a word ends at its hyphens, too."""
        chunks = []
        start = 0
        while start < len(text):
            end = start + 1
            if text[start] in _blanks:
                while end < len(text) and text[end] in _blanks:
                    end += 1
            elif self.break_on_hyphens and self._is_dash(text, start):
                while text[end] == "-":
                    end += 1
            else:
                while end < len(text) and text[end] not in _blanks:
                    if self.break_on_hyphens and (self._is_hyphen(text, start, end) or self._is_dash(text, end)):
                        break
                    end += 1
            chunks.append(text[start:end])
            start = end
        return chunks

    def _is_dash(self, text, at):
        """Whether two or more hyphens between words begin here."""
        if at == 0 or not text.startswith("--", at) or not (_is_word(text[at - 1]) or text[at - 1] in _before_dash):
            return False
        while at < len(text) and text[at] == "-":
            at += 1
        return at < len(text) and _is_word(text[at])

    def _is_hyphen(self, text, start, at):
        """Whether a word may be broken before `at`, after a hyphen between letters."""
        if text[at - 1] != "-" or at - 1 <= start:
            return False
        two = at >= 3 and _is_letter(text[at - 2]) and _is_letter(text[at - 3])
        one = at >= 4 and _is_letter(text[at - 2]) and text[at - 3] == "-" and _is_letter(text[at - 4])
        if not two and not one:
            return False
        rest = text[at:at + 3]
        if len(rest) < 2 or not _is_letter(rest[0]):
            return False
        return _is_letter(rest[1]) or len(rest) == 3 and rest[1] == "-" and _is_letter(rest[2])

    def _fix_sentence_endings(self, chunks):
        for at in range(len(chunks) - 1):
            word = chunks[at].rstrip("\"'")
            if chunks[at + 1] == " " and len(chunks[at]) - len(word) <= 1 and len(word) > 1 and word[-1] in ".!?" and word[-2].islower():
                chunks[at + 1] = "  "

    def _handle_long_word(self, reversed_chunks, line, length, width):
        room = 1 if width < 1 else width - length
        if not self.break_long_words:
            if not line:
                line.append(reversed_chunks.pop())
            return
        end = room
        chunk = reversed_chunks[-1]
        if self.break_on_hyphens and len(chunk) > room:
            hyphen = chunk.rfind("-", 0, room)
            if hyphen > 0 and any(c != "-" for c in chunk[:hyphen]):
                end = hyphen + 1
        line.append(chunk[:end])
        reversed_chunks[-1] = chunk[end:]

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            line, length = [], 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and chunks[-1].strip() == "":
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == "":
                length -= len(line[-1])
                line.pop()
            if not line:
                continue
            is_last = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if self.max_lines is None or len(lines) + 1 < self.max_lines or is_last and length <= width:
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + "".join(line))
                    break
                length -= len(line[-1])
                line.pop()
            else:
                if lines:
                    before = lines[-1].rstrip()
                    if len(before) + len(self.placeholder) <= self.width:
                        lines[-1] = before + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def wrap(self, text):
        chunks = [chunk for chunk in self._split(self._munge_whitespace(text)) if chunk]
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = [line if line.strip(" \t") else "" for line in text.split("\n")]
    margin = None
    for line in lines:
        if not line:
            continue
        own = line[:len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = own
        common = 0
        while common < min(len(margin), len(own)) and margin[common] == own[common]:
            common += 1
        margin = margin[:common]
    return "\n".join([line[len(margin):] if line else line for line in lines]) if margin else "\n".join(lines)


def indent(text, prefix, predicate=None):
    return "".join([prefix + line if (predicate(line) if predicate else line.strip()) else line for line in text.splitlines(True)])
