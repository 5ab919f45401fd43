// threadbox-desktop FILE.py: the views over a run of the program, in a window.
#include "session/session.h"
#include "ui/app.h"
#include "ui/window.h"

#include <SDL.h>

#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

constexpr int look_interval_ms = 8;  // The longest delay of a thread's event on its way to the screen.

struct Options {
  std::string file;
  threadbox::ui::Theme theme = threadbox::ui::Theme::dark;
  int width = 1280, height = 800;
  bool page = false;  // Without the toolbar, as in a page.
  bool run = true;
};

/// Returns false if the command line is invalid.
bool read(Options& options, int count, char** values) {
  for (int i = 1; i < count; ++i) {
    const std::string_view value = values[i];
    if (value == "--light") options.theme = threadbox::ui::Theme::light;
    else if (value == "--page") options.page = true;
    else if (value == "--no-run") options.run = false;
    else if (value == "--size" && i + 1 < count) {
      if (std::sscanf(values[++i], "%dx%d", &options.width, &options.height) != 2) return false;
    } else if (!value.starts_with("-") && options.file.empty()) options.file = value;
    else return false;
  }
  return !options.file.empty();
}

constexpr std::size_t history_events = 1'000'000;

int show(const std::string& source, const Options& options) {
  threadbox::session::Session session;
  for (const auto& problem : session.load(source, options.file)) std::fputs(problem.text.c_str(), stderr);
  if (options.run && !session.run({.history_events = history_events})) return 1;
  threadbox::ui::Window window(("Threadbox: " + options.file).c_str(), options.width, options.height);
  window.set_theme(options.theme);
  threadbox::ui::App app(session, {.toolbar = !options.page});
  while (!window.closed()) {
    window.handle_input(app);
    window.frame(app);
    if (app.take_failure()) std::fputs("threadbox-desktop: out of memory\n", stderr);
    if (!window.settling()) SDL_WaitEventTimeout(nullptr, look_interval_ms);
  }
  return 0;
}

}  // namespace

int main(int count, char** values) {
  Options options;
  if (!read(options, count, values)) {
    std::fputs("usage: threadbox-desktop FILE.py [--light] [--size WIDTHxHEIGHT] [--page] [--no-run]\n", stderr);
    return 2;
  }
  std::ifstream file(options.file, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "threadbox-desktop: can't open file '%s'\n", options.file.c_str());
    return 2;
  }
  try {
    return show({std::istreambuf_iterator<char>(file), {}}, options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "threadbox-desktop: %s\n", error.what());
    return 1;
  }
}
