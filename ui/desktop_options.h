#pragma once

#include "ui/kit/theme.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The command line of `threadbox-ui`, as desktop_flags.def lists it.
namespace threadbox::ui::desktop {

enum class Action : unsigned char { show, help, version };

struct Options {
  Action action = Action::show;
  std::string file;  ///< Empty: the example.
  Theme theme = Theme::dark;
  int width = 1280, height = 800;
  bool page = false;  ///< Without the toolbar, as in a page.
  bool run = true;
};

/// Parses the words after the program's name. None: they are invalid.
std::optional<Options> parse_options(const std::vector<std::string>& words);

/// The text that --help prints.
std::string usage();

}  // namespace threadbox::ui::desktop
