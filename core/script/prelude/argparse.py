# Python's argparse module: parsers, arguments and groups. Texts for the user are in _argparse_help, actions in _argparse_actions.

import sys as _sys
from _argparse_help import (SUPPRESS, ArgumentDefaultsHelpFormatter, HelpFormatter, MetavarTypeHelpFormatter, ONE_OR_MORE, OPTIONAL,
                            PARSER, RawDescriptionHelpFormatter, RawTextHelpFormatter, REMAINDER, ZERO_OR_MORE)
from _argparse_actions import Action, ArgumentError, ArgumentTypeError, BooleanOptionalAction, Namespace
from _argparse_actions import actions as _actions, counts as _counts, name_of as _name_of

__all__ = ["ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "HelpFormatter",
           "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "MetavarTypeHelpFormatter",
           "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS", "ZERO_OR_MORE"]


class _Container:
    """What arguments are added to: a parser or a group."""

    def __init__(self, description, prefix_chars, argument_default):
        self.description, self.prefix_chars, self.argument_default = description, prefix_chars, argument_default
        self._actions, self._options, self._defaults = [], {}, {}
        self._group_actions, self._groups, self._exclusive = [], [], []
        self._registry = {**_actions}
        self._types = {}

    def register(self, registry_name, value, object):
        (self._registry if registry_name == "action" else self._types)[value] = object

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument(self, *args, **kwargs):
        chars = self.prefix_chars
        if not args or len(args) == 1 and args[0][0] not in chars:
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            kwargs = self._positional(*args, **kwargs)
        else:
            kwargs = self._optional(*args, **kwargs)
        if "default" not in kwargs:
            if kwargs["dest"] in self._defaults:
                kwargs["default"] = self._defaults[kwargs["dest"]]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        name = kwargs.pop("action", None)
        made = self._registry.get(name, name)
        if not callable(made):
            raise ValueError(f'unknown action "{made}"')
        action = made(**kwargs)
        function = self._types.get(action.type, action.type)
        if function is not None and not callable(function):
            raise ValueError(f"{function!r} is not callable")
        return self._add_action(action)

    def _positional(self, dest, **kwargs):
        if "required" in kwargs:
            raise TypeError("'required' is an invalid argument for positionals")
        nargs = kwargs.get("nargs")
        if nargs == 0:
            raise ValueError("nargs for positionals must be != 0")
        if nargs not in (OPTIONAL, ZERO_OR_MORE) or nargs == ZERO_OR_MORE and "default" not in kwargs:
            kwargs["required"] = True
        return {**kwargs, "dest": dest, "option_strings": []}

    def _optional(self, *args, **kwargs):
        for option in args:
            if option[0] not in self.prefix_chars:
                raise ValueError(f"invalid option string {option!r}: must start with a character {self.prefix_chars!r}")
        dest = kwargs.pop("dest", None)
        if dest is None:
            longs = [option for option in args if len(option) > 1 and option[1] in self.prefix_chars]
            dest = (longs or args)[0].lstrip(self.prefix_chars)
            if not dest:
                raise ValueError(f"dest= is required for options like {(longs or args)[0]!r}")
            dest = dest.replace("-", "_")
        return {**kwargs, "dest": dest, "option_strings": list(args)}

    def _add_action(self, action):
        taken = [option for option in action.option_strings if option in self._options]
        if taken:
            s = "" if len(taken) == 1 else "s"
            raise ArgumentError(action, f"conflicting option string{s}: {', '.join(taken)}")
        self._actions.append(action)
        action.container = self
        for option in action.option_strings:
            self._options[option] = action
        return action

    def add_argument_group(self, *args, **kwargs):
        group = _Group(self, *args, **kwargs)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, **kwargs):
        group = _Exclusive(self, **kwargs)
        self._exclusive.append(group)
        return group


class _Group(_Container):
    def __init__(self, container, title=None, description=None, prefix_chars=None, argument_default=None):
        super().__init__(description, prefix_chars or container.prefix_chars, argument_default or container.argument_default)
        self.title = title
        self._container = container
        self._actions, self._options, self._defaults = container._actions, container._options, container._defaults
        self._exclusive, self._registry, self._types = container._exclusive, container._registry, container._types

    def _add_action(self, action):
        super()._add_action(action)
        self._group_actions.append(action)
        return action


class _Exclusive(_Group):
    def __init__(self, container, required=False):
        super().__init__(container)
        self.required = required

    def _add_action(self, action):
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        action = self._container._add_action(action)
        self._group_actions.append(action)
        return action


class ArgumentParser(_Container):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars="-",
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True,
                 exit_on_error=True):
        super().__init__(description, prefix_chars, argument_default)
        self.prog = _sys.argv[0].rpartition("/")[2] if prog is None else prog
        self.usage, self.epilog, self.formatter_class = usage, epilog, formatter_class
        self.add_help, self.allow_abbrev, self.exit_on_error = add_help, allow_abbrev, exit_on_error
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        if add_help:
            dash = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(f"{dash}h", f"{dash * 2}help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            for action in parent._actions:
                if action not in self._actions:
                    group = next((one for one in parent._groups[2:] if action in one._group_actions), None)
                    target = self if group is None else self._group_like(group)
                    target._add_action(action)
            self._defaults.update(parent._defaults)

    def _group_like(self, group):
        for one in self._groups:
            if one.title == group.title:
                return one
        return self.add_argument_group(group.title, group.description)

    def _add_action(self, action):
        return (self._optionals if action.option_strings else self._positionals)._add_action(action)

    def add_subparsers(self, **kwargs):
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        if "title" in kwargs or "description" in kwargs:
            self._subparsers = self.add_argument_group(kwargs.pop("title", "subcommands"), kwargs.pop("description", None))
        else:
            self._subparsers = self._positionals
        kwargs.setdefault("parser_class", type(self))
        if kwargs.get("prog") is None:
            before = [action for action in self._actions if not action.option_strings]
            kwargs["prog"] = self._formatter().usage(self.usage, before, [], "").strip()
        kwargs.pop("action", None)
        return self._subparsers._add_action(_actions["parsers"](option_strings=[], **kwargs))

    # --- parsing

    def parse_args(self, args=None, namespace=None):
        args, rest = self.parse_known_args(args, namespace)
        if rest:
            message = f"unrecognized arguments: {' '.join(rest)}"
            if not self.exit_on_error:
                raise ArgumentError(None, message)
            self.error(message)
        return args

    def parse_known_args(self, args=None, namespace=None):
        words = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        if not self.exit_on_error:
            return self._parse(words, namespace)
        try:
            return self._parse(words, namespace)
        except ArgumentError as error:
            self.error(str(error))

    def parse_intermixed_args(self, args=None, namespace=None):
        return self.parse_args(args, namespace)

    def _option_of(self, word):
        """None if the word is an argument; otherwise (action or None, the option, the text after = or None)."""
        if not word or word[0] not in self.prefix_chars:
            return None
        if word in self._options:
            return self._options[word], word, None
        if len(word) == 1:
            return None
        option, equals, explicit = word.partition("=")
        if equals and option in self._options:
            return self._options[option], option, explicit
        found = self._abbreviated(word)
        if len(found) > 1:
            names = ", ".join([option for _, option, _ in found])
            self.error(f"ambiguous option: {word} could match {names}")
        if found:
            return found[0]
        if _is_negative_number(word) and not any(_is_negative_number(option) for option in self._options):
            return None
        return None if " " in word else (None, word, None)

    def _abbreviated(self, word):
        chars = self.prefix_chars
        option, equals, explicit = word.partition("=")
        explicit = explicit if equals else None
        if word[1] in chars:
            return [(action, name, explicit) for name, action in self._options.items() if name.startswith(option)] if self.allow_abbrev else []
        found = []
        for name, action in self._options.items():
            if name == word[:2]:
                found.append((action, name, word[2:]))
            elif name.startswith(option) and self.allow_abbrev and len(name) > 2 and name[1] not in chars:
                found.append((action, name, explicit))
        return found

    def _parse(self, words, namespace):
        options, kinds = {}, ""
        for at, word in enumerate(words):
            if word == "--":
                kinds += "-" + "A" * (len(words) - at - 1)
                break
            option = self._option_of(word)
            if option is not None:
                options[at] = option
            kinds += "A" if option is None else "O"
        state = _Run(self, words, kinds, options, namespace)
        return state.run()

    # --- texts

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        return self._formatter().usage(self.usage, self._actions, self._exclusive).strip() + "\n"

    def format_help(self):
        formatter = self._formatter()
        text = formatter.usage(self.usage, self._actions, self._exclusive)
        if self.description:
            text += formatter.text(self.description)
        text += formatter.sections(self._groups)
        if self.epilog:
            text += formatter.text(self.epilog)
        return text.strip("\n") + "\n"

    def print_usage(self, file=None):
        (_sys.stdout if file is None else file).write(self.format_usage())

    def print_help(self, file=None):
        (_sys.stdout if file is None else file).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            _sys.stderr.write(message)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    def __repr__(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return "ArgumentParser(" + ", ".join([f"{name}={getattr(self, name, 'error')!r}" for name in names]) + ")"


def _is_negative_number(word):
    digits = word[1:].replace(".", "", 1)
    return word[0] == "-" and digits.isdigit()


class _Run:
    """One pass over the words of a command line."""

    def __init__(self, parser, words, kinds, options, namespace):
        self.parser, self.words, self.kinds, self.options, self.namespace = parser, words, kinds, options, namespace
        self.extras, self.seen, self.given = [], [], set()
        self.positionals = [action for action in parser._actions if not action.option_strings]

    def run(self):
        at, last = 0, max(self.options, default=-1)
        while at <= last:
            after = min([start for start in self.options if start >= at])
            if at != after:
                end = self.consume_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in self.options:
                self.extras += self.words[at:after]
                at = after
            at = self.consume_option(at)
        at = self.consume_positionals(at)
        self.extras += self.words[at:]
        self.check()
        return self.namespace, self.extras

    def consume_positionals(self, at):
        kinds = self.kinds[at:]
        amounts = []
        for count in range(len(self.positionals), 0, -1):
            amounts = _counts([action.nargs for action in self.positionals[:count]], kinds)
            if amounts is not None:
                break
        for action, amount in zip(self.positionals[:len(amounts or [])], amounts or []):
            words = self.words[at:at + amount]
            if action.nargs not in (PARSER, REMAINDER) and "--" in words:
                words.remove("--")
            at += amount
            self.take(action, words)
        del self.positionals[:len(amounts or [])]
        return at

    def consume_option(self, at):
        action, option, explicit = self.options[at]
        while True:
            if action is None:
                self.extras.append(self.words[at])
                return at + 1
            if explicit is None:
                amount = self.amount_of(action, self.kinds[at + 1:])
                end = at + 1 + amount
                words = self.words[at + 1:end]
                self.take(action, [word for word in words if word != "--"] if action.nargs not in (PARSER, REMAINDER) else words, option)
                return end
            amount = _counts([action.nargs], "A")
            is_flag = action.nargs == 0
            if is_flag and option[1] not in self.parser.prefix_chars and explicit:
                self.take(action, [], option)
                left, option, explicit = explicit, option[0] + explicit[0], explicit[1:] or None
                action = self.parser._options.get(option)
                if action is None:
                    self.extras.append(option[0] + left)
                    return at + 1
                if explicit is not None and explicit.startswith("="):
                    explicit = explicit[1:]
                continue
            if amount is not None and amount[0] == 1:
                self.take(action, [explicit], option)
                return at + 1
            raise ArgumentError(action, f"ignored explicit argument {explicit!r}")

    def amount_of(self, action, kinds):
        amounts = _counts([action.nargs], kinds)
        if amounts is not None:
            return amounts[0]
        wanted = {None: "expected one argument", OPTIONAL: "expected at most one argument", ONE_OR_MORE: "expected at least one argument"}
        message = wanted.get(action.nargs)
        if message is None:
            message = f"expected {action.nargs} argument{'' if action.nargs == 1 else 's'}"
        raise ArgumentError(action, message)

    def take(self, action, words, option=None):
        self.seen.append(action)
        values = self.values_of(action, words)
        if values is not action.default:
            self.given.add(action)
            for group in self.parser._exclusive:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.given:
                            raise ArgumentError(action, f"not allowed with argument {_name_of(other)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option)

    def value_of(self, action, word):
        function = self.parser._types.get(action.type, action.type)
        if function is None:
            return word
        try:
            return function(word)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            raise ArgumentError(action, f"invalid {getattr(action.type, '__name__', repr(action.type))} value: {word!r}")

    def check_choice(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})")

    def values_of(self, action, words):
        nargs = action.nargs
        if not words and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self.value_of(action, value)
                self.check_choice(action, value)
            return value
        if not words and nargs == ZERO_OR_MORE and not action.option_strings:
            if action.default is not None:
                return action.default
            return []
        if len(words) == 1 and nargs in (None, OPTIONAL):
            value = self.value_of(action, words[0])
            self.check_choice(action, value)
            return value
        values = [self.value_of(action, word) for word in words]
        if nargs == PARSER:
            self.check_choice(action, values[0])
        elif nargs != REMAINDER:
            for value in values:
                self.check_choice(action, value)
        return values

    def check(self):
        required = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                required.append(_name_of(action))
            elif isinstance(action.default, str) and getattr(self.namespace, action.dest, None) is action.default:
                setattr(self.namespace, action.dest, self.value_of(action, action.default))
        if required:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(required)}")
        for group in self.parser._exclusive:
            if group.required and not any(action in self.given for action in group._group_actions):
                names = [_name_of(action) for action in group._group_actions if action.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")
