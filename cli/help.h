#pragma once

#include <string>
#include <vector>

// What --help says, as data: the manual pages and the shells' completions are written from it (packaging/).
namespace threadbox::cli {

/// An option of a command.
struct OptionHelp {
  std::string flag;   ///< "--seed"
  std::string value;  ///< What follows the flag, with its separator: " N" or "=WHERE"; empty: nothing does.
  std::string help;   ///< One line. The words in single quotes are the choices of a value that is written after "=".
};

/// A command: the first word after `threadbox`.
struct CommandHelp {
  std::string name;
  std::string synopsis;  ///< The words after its name.
  std::string help;      ///< One or more lines.
  std::vector<OptionHelp> options;
};

/// All commands, in the order of --help.
std::vector<CommandHelp> commands();

/// The text that --help prints.
std::string usage();

}  // namespace threadbox::cli
