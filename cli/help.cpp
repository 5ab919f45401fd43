#include "cli/help.h"

namespace threadbox::cli {

namespace {

std::vector<OptionHelp> options_of_run() {
  std::vector<OptionHelp> options;
#define FLAG(flag, simulates, effect, help) options.push_back({flag, "", help});
#define VALUE(flag, named, simulates, effect, help) options.push_back({flag, named, help});
#include "cli/flags.def"
#define LIMIT(type, limit, unless_said, flag, unit, least, most, help) \
  options.push_back({flag, " " unit,                                   \
                     help + std::string(" (default ") + #unless_said + \
                         (std::string_view(flag) == "--max-threads" ? " or more, up to 4096, if the memory has room)" : ")")});
#include "session/run_options.def"
  return options;
}

std::vector<OptionHelp> options_of_explore() {
  std::vector<OptionHelp> options;
#define FLAG(flag, effect, help) options.push_back({flag, "", help});
#define VALUE(flag, named, effect, help) options.push_back({flag, named, help});
#include "cli/explore_flags.def"
  return options;
}

/// The text in a column of this width; a longer one is followed by two blanks.
std::string padded(std::string text, std::size_t width) {
  text.resize(text.size() < width ? width : text.size() + 2, ' ');
  return text;
}

/// The name before the first line of its help; the other lines below that.
std::string paragraph(const CommandHelp& command) {
  constexpr std::size_t width = 9;
  std::string text = padded(command.name, width);
  for (const char letter : command.help) {
    text += letter;
    if (letter == '\n') text.append(width, ' ');
  }
  return text + "\n";
}

}  // namespace

std::vector<CommandHelp> commands() {
  return {
      {"run", "[OPTION...] FILE | - | -c CODE [ARGUMENT...]",
       "runs a Python threading program on real threads and prints what it prints;\n"
       "the exit code is the program's, as CPython's would be. Ctrl-C is KeyboardInterrupt.\n"
       "Options may also follow the program; '--' ends them.",
       options_of_run()},
      {"explore", "[OPTION...] FILE | -",
       "executes a program under all schedules that could differ in something that matters, and\n"
       "prints its outcomes. The exit code is 0 if no schedule fails, 1 if one does, 2 if none\n"
       "failed and not all were tried.",
       options_of_explore()},
      {"check", "FILE | -", "parses a program and prints every error with its line and column.", {}},
  };
}

std::string usage() {
  std::string text, paragraphs, before = "usage: ";
  for (const CommandHelp& command : commands()) {
    text += before + "threadbox " + command.name + " " + command.synopsis + "\n";
    before = "       ";
    paragraphs += paragraph(command);
    for (const OptionHelp& option : command.options)
      paragraphs += "  " + padded(option.flag + option.value, 20) + option.help + "\n";
  }
  return text + before + "threadbox --version | --help\n\n" + paragraphs;
}

}  // namespace threadbox::cli
