"""documents.py ROWS.json VERSION FOLDER: writes the manual pages and the shells' completions into FOLDER.

ROWS.json is what help_rows prints; the texts around the options are in the templates beside this file.
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent


def summary_of(command):
    """The first clause of its help."""
    return " ".join(command["help"].split()).split(";")[0].rstrip(".")


def choices_of(option):
    """The values that its help names in single quotes."""
    return re.findall(r"'(\w+)'", option["help"]) if option["value"].startswith("=") else []


def pattern_of(option):
    """The pattern of the files that are its value; empty if it is no file."""
    suffix = pathlib.PurePath(option["value"]).suffix
    return f"*{suffix}" if suffix else ""


# --- the manual pages -------------------------------------------------------------------------------------------


def roff(text):
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", escaped, flags=re.MULTILINE)


def roff_option(option):
    separator, value = option["value"][:1], option["value"][1:]
    named = f"{separator}\\fI{roff(value)}\\fR" if value else ""
    return f".TP\n\\fB{roff(option['flag'])}\\fR{named}\n{roff(option['help'])}.\n"


def roff_command(command):
    options = "".join(map(roff_option, command["options"]))
    sentences = roff(command["help"].rstrip(".") + ".")
    return f".SS {roff(command['name'])}\n{sentences}\n{options}"


def roff_synopsis(command):
    return f".SY threadbox\n.B {roff(command['name'])}\n{roff(command['synopsis'])}\n.YS"


def manual(rows):
    commands = rows["commands"]
    return {
        "threadbox.1": {
            "SYNOPSIS": "\n".join(map(roff_synopsis, commands)),
            "COMMANDS": "".join(map(roff_command, commands)).rstrip("\n"),
        },
        "threadbox-ui.1": {"OPTIONS": "".join(map(roff_option, rows["window"])).rstrip("\n")},
    }


# --- bash -------------------------------------------------------------------------------------------------------


def bash_words(options):
    """The flags as words to choose from. One whose value is written after '=' ends with it."""
    return " ".join(option["flag"] + ("=" if option["value"].startswith("=") else "") for option in options)


def bash_value(option):
    if choices_of(option):
        return f"_threadbox_words {' '.join(choices_of(option))}; return"
    return f"_threadbox_files '{pattern_of(option)}'; return" if pattern_of(option) else "return"


def bash(rows):
    commands, window = rows["commands"], rows["window"]
    values = [(f"{command['name']}:", option) for command in commands for option in command["options"] if option["value"]]
    return {
        "COMMANDS": " ".join(command["name"] for command in commands),
        "VALUES": "\n".join(f"    {name}{option['flag']}) {bash_value(option)} ;;" for name, option in values),
        "OPTIONS": "\n".join(f"      {command['name']}) _threadbox_words {bash_words(command['options'])} ;;" for command in commands),
        "WINDOW_VALUES": "\n".join(f"    {option['flag']}) {bash_value(option)} ;;" for option in window if option["value"]),
        "WINDOW_OPTIONS": bash_words(window),
    }


# --- zsh --------------------------------------------------------------------------------------------------------


def zsh_quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def zsh_option(option):
    help_text = re.sub(r"([\[\]:\\])", r"\\\1", option["help"])
    spec = option["flag"] + ("=" if option["value"] else "") + f"[{help_text}]"
    if option["value"]:
        name = option["value"].strip(" =").lower().replace(":", "")
        action = f"({' '.join(choices_of(option))})" if choices_of(option) else f'_files -g "{pattern_of(option)}"' if pattern_of(option) else " "
        spec += f":{name}:{action}"
    return zsh_quoted(spec)


def zsh(rows):
    def lines(command):
        options = "".join(f"      {zsh_option(option)} \\\n" for option in command["options"])
        return f"    {command['name']}) _arguments \\\n{options}      '*:program:_files -g \"*.py\"' ;;"

    described = [f"{command['name']}:{summary_of(command)}" for command in rows["commands"]]
    return {
        "COMMANDS": "\n".join(f"      {zsh_quoted(text)}" for text in described),
        "OPTIONS": "\n".join(map(lines, rows["commands"])),
        "WINDOW": " ".join(map(zsh_option, rows["window"])),
    }


# --- fish -------------------------------------------------------------------------------------------------------


def fish_quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def fish_option(option, program, condition):
    words = ["complete", "-c", program, *condition, "-l", option["flag"].lstrip("-"), "-d", fish_quoted(option["help"])]
    if choices_of(option):
        words += ["-x", "-a", fish_quoted(" ".join(choices_of(option)))]
    elif option["value"]:
        words += ["-r", "-F"] if pattern_of(option) else ["-x"]
    return " ".join(words)


def fish_command(command):
    inside = ["-n", fish_quoted(f"__fish_seen_subcommand_from {command['name']}")]
    files = "(__fish_complete_suffix .py)"
    return "\n".join([
        f"complete -c threadbox -n __fish_use_subcommand -a {command['name']} -d {fish_quoted(summary_of(command))}",
        f"complete -c threadbox {' '.join(inside)} -a {fish_quoted(files)}",
        *(fish_option(option, "threadbox", inside) for option in command["options"]),
    ])


def fish(rows):
    return {
        "threadbox.fish": {"COMMANDS": "\n".join(map(fish_command, rows["commands"]))},
        "threadbox-ui.fish": {"OPTIONS": "\n".join(fish_option(option, "threadbox-ui", []) for option in rows["window"])},
    }


def main():
    rows_file, version, folder = sys.argv[1:]
    rows = json.loads(pathlib.Path(rows_file).read_text(encoding="utf-8"))
    documents = {**manual(rows), **fish(rows), "threadbox.bash": bash(rows), "threadbox.zsh": zsh(rows)}
    for name, values in documents.items():
        text = (HERE / f"{name}.in").read_text(encoding="utf-8")
        for key, value in {"VERSION": version, **values}.items():
            text = text.replace(f"@{key}@", value)
        (pathlib.Path(folder) / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
