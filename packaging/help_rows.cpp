// help-rows FILE: writes what --help of both programs lists into it, as JSON, for documents.py.
#include "cli/help.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using threadbox::cli::OptionHelp;

std::vector<OptionHelp> options_of_the_window() {
  std::vector<OptionHelp> options;
#define FLAG(flag, effect, help) options.push_back({flag, "", help});
#define VALUE(flag, named, effect, help) options.push_back({flag, named, help});
#include "desktop_flags.def"
  return options;
}

json rows_of(const std::vector<OptionHelp>& options) {
  json rows = json::array();
  for (const OptionHelp& option : options)
    rows.push_back({{"flag", option.flag}, {"value", option.value}, {"help", option.help}});
  return rows;
}

}  // namespace

int main(int count, char** values) {
  if (count != 2) return 2;
  json commands = json::array();
  for (const threadbox::cli::CommandHelp& command : threadbox::cli::commands())
    commands.push_back(
        {{"name", command.name}, {"synopsis", command.synopsis}, {"help", command.help}, {"options", rows_of(command.options)}});
  std::ofstream file(values[1]);
  file << json{{"commands", commands}, {"window", rows_of(options_of_the_window())}}.dump(1) << "\n";
  return file.flush() ? 0 : 1;
}
