# How the module argparse writes usages and helps.

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "?", "*", "+", "A...", "..."
_width = 78
_max_help_position = 24


def _wrapped(text, width, indent=""):
    from textwrap import wrap
    return wrap(" ".join(text.split()), max(width, 11), initial_indent=indent, subsequent_indent=indent)


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=_max_help_position, width=None):
        self._prog, self._indent = prog, indent_increment
        self._width = _width if width is None else width
        self._max_help_position = min(max_help_position, max(self._width - 20, indent_increment * 2))

    # --- what a class may override

    def _fill_text(self, text, width, indent):
        return "\n".join(_wrapped(text, width, indent))

    def _split_lines(self, text, width):
        return _wrapped(text, width)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest

    # --- arguments

    def _metavar(self, action, default):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return "{" + ",".join(map(str, action.choices)) + "}"
        return default

    def _format_args(self, action, default):
        found = self._metavar(action, default)
        names = found if isinstance(found, tuple) else None
        name = lambda count: names if names is not None else (found,) * count
        if action.nargs is None:
            return name(1)[0]
        if action.nargs == OPTIONAL:
            return f"[{name(1)[0]}]"
        if action.nargs == ZERO_OR_MORE:
            return f"[{name(1)[0]} ...]" if names is None or len(names) < 2 else f"[{names[0]} [{names[1]} ...]]"
        if action.nargs == ONE_OR_MORE:
            return "%s [%s ...]" % name(2)
        if action.nargs == REMAINDER:
            return "..."
        if action.nargs == PARSER:
            return f"{name(1)[0]} ..."
        return " ".join(name(action.nargs))

    def _invocation(self, action):
        if not action.option_strings:
            found = self._metavar(action, self._get_default_metavar_for_positional(action))
            return " ".join(found) if isinstance(found, tuple) else found
        text = ", ".join(action.option_strings)
        if action.nargs == 0:
            return text
        return f"{text} {self._format_args(action, self._get_default_metavar_for_optional(action))}"

    def _expanded(self, action):
        params = {**vars(action), "prog": self._prog}
        for name, value in list(params.items()):
            if value is SUPPRESS:
                del params[name]
            elif hasattr(value, "__name__"):
                params[name] = value.__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join(map(str, params["choices"]))
        return self._get_help_string(action) % params

    def _argument(self, action, indent, position):
        invocation = " " * indent + self._invocation(action)
        lines = self._split_lines(self._expanded(action), max(self._width - position, 11)) if action.help and action.help.strip() else []
        if not lines:
            return [invocation]
        if len(invocation) <= position - 2:
            first = invocation.ljust(position) + lines[0]
        else:
            first = invocation + "\n" + " " * position + lines[0]
        return [first, *[" " * position + line for line in lines[1:]]]

    # --- the usage

    def _usage_part(self, action):
        if not action.option_strings:
            return self._format_args(action, self._get_default_metavar_for_positional(action))
        if action.nargs == 0:
            text = action.format_usage()
        else:
            text = f"{action.option_strings[0]} {self._format_args(action, self._get_default_metavar_for_optional(action))}"
        return text if action.required else f"[{text}]"

    def _usage_parts(self, actions, groups):
        """The text of each action; those of a mutually exclusive group are joined into one."""
        parts, at = [], 0
        while at < len(actions):
            group = next((one for one in groups if one._group_actions and actions[at:at + len(one._group_actions)] == one._group_actions), None)
            if group is None:
                if actions[at].help is not SUPPRESS:
                    parts.append(self._usage_part(actions[at]))
                at += 1
                continue
            inner = [self._usage_part(action) for action in group._group_actions if action.help is not SUPPRESS]
            inner = [text[1:-1] if text[0] == "[" and text[-1] == "]" and action.option_strings else text
                     for text, action in zip(inner, [a for a in group._group_actions if a.help is not SUPPRESS])]
            text = " | ".join(inner)
            parts.append(f"({text})" if group.required and len(inner) > 1 else text if group.required else f"[{text}]")
            at += len(group._group_actions)
        return parts

    def usage(self, usage, actions, groups, prefix="usage: "):
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        optionals = self._usage_parts([action for action in actions if action.option_strings], groups)
        positionals = self._usage_parts([action for action in actions if not action.option_strings], groups)
        text = " ".join([self._prog, *optionals, *positionals])
        if len(prefix) + len(text) > self._width:
            text = self._wrapped_usage(optionals, positionals, len(prefix))
        return f"{prefix}{text}\n\n"

    def _wrapped_usage(self, optionals, positionals, prefix):
        width = self._width

        def lines(parts, indent, first=None):
            done, line = [], []
            length = (len(first) if first is not None else indent) - 1
            for part in parts:
                if length + 1 + len(part) > width and line:
                    done.append(" " * indent + " ".join(line))
                    line, length = [], indent - 1
                line.append(part)
                length += len(part) + 1
            if line:
                done.append(" " * indent + " ".join(line))
            if first is not None:
                done[0] = done[0][indent:]
            return done

        if prefix + len(self._prog) <= 0.75 * width:
            indent = " " * (prefix + len(self._prog) + 1)
            if optionals:
                found = lines([self._prog, *optionals], len(indent), " " * prefix)
                found += lines(positionals, len(indent))
            elif positionals:
                found = lines([self._prog, *positionals], len(indent), " " * prefix)
            else:
                found = [self._prog]
            return "\n".join(found)
        found = lines([*optionals, *positionals], prefix)
        if len(found) > 1:
            found = lines(optionals, prefix) + lines(positionals, prefix)
        return "\n".join([self._prog, *found])

    # --- the help

    def text(self, text):
        if "%(prog)" in text:
            text = text % {"prog": self._prog}
        return self._fill_text(text, self._width, "") + "\n\n"

    def sections(self, groups):
        """groups: (title, description, actions, depth below the group)."""
        shown = [(group, [action for action in group._group_actions if action.help is not SUPPRESS]) for group in groups]
        longest = 0
        for _, actions in shown:
            for action in actions:
                longest = max(longest, len(self._invocation(action)) + self._indent,
                              *[len(self._invocation(one)) + 2 * self._indent for one in action._get_subactions()], 0)
        position = min(longest + 2, self._max_help_position)
        done = ""
        for group, actions in shown:
            if not actions and not group.description:
                continue
            lines = []
            if group.description:
                description = group.description % {"prog": self._prog} if "%(prog)" in group.description else group.description
                lines += [self._fill_text(description, self._width - self._indent, " " * self._indent), *([""] if actions else [])]
            for action in actions:
                lines += self._argument(action, self._indent, position)
                for one in action._get_subactions():
                    lines += self._argument(one, 2 * self._indent, position)
            heading = f"{group.title}:\n" if group.title else ""
            done += heading + "\n".join(lines) + "\n\n"
        return done


class RawDescriptionHelpFormatter(HelpFormatter):
    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _get_help_string(self, action):
        text = "" if action.help is None else action.help
        if "%(default)" not in text and action.default is not SUPPRESS and (
                action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__
