#include "ui/desktop_options.h"

#include <algorithm>
#include <cstdio>

namespace threadbox::ui::desktop {

namespace {

bool read_size(Options& options, const std::string& text) {
  constexpr int most = 16384;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &options.width, &options.height, &rest) != 2) return false;
  return options.width > 0 && options.height > 0 && options.width <= most && options.height <= most;
}

/// Reads the option at `next` and moves past it. Returns false if there is no such option, or its value is missing or invalid.
bool read_option(Options& options, const std::vector<std::string>& words, std::size_t& next) {
  const std::string& word = words[next++];
#define FLAG(flag, effect, help) \
  if (word == flag) return effect, true;
#define VALUE(flag, named, effect, help)      \
  if (word == flag) {                         \
    if (next == words.size()) return false;   \
    const std::string& value = words[next++]; \
    return effect;                            \
  }
#include "ui/desktop_flags.def"
  return false;
}

std::string line_of_help(std::string option, const std::string& help) {
  constexpr std::size_t width = 22;
  option.resize(std::max(option.size(), width), ' ');
  return "  " + option + help + "\n";
}

}  // namespace

std::optional<Options> parse_options(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t next = 0; next < words.size();) {
    if (words[next].starts_with("-")) {
      if (!read_option(options, words, next)) return std::nullopt;
    } else if (options.file.empty()) {
      options.file = words[next++];
    } else {
      return std::nullopt;
    }
  }
  return options;
}

std::string usage() {
  std::string text = "usage: threadbox-ui [OPTION...] [FILE]\n\n";
#define FLAG(flag, effect, help) text += line_of_help(flag, help);
#define VALUE(flag, named, effect, help) text += line_of_help(flag named, help);
#include "ui/desktop_flags.def"
  return text;
}

}  // namespace threadbox::ui::desktop
