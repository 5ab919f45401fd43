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

constexpr int look_interval_ms = 8;  // How late an event of a thread may reach the screen.

int show(const std::string& source, const std::string& filename, threadbox::ui::Theme theme) {
  threadbox::session::Session session;
  for (const auto& problem : session.load(source, filename)) std::fputs(problem.text.c_str(), stderr);
  if (!session.run()) return 1;
  threadbox::ui::Window window(("Threadbox: " + filename).c_str(), 1280, 800);
  window.set_theme(theme);
  threadbox::ui::App app(session);
  while (!window.closed()) {
    window.handle_input();
    window.update(app);
    if (!window.settling()) SDL_WaitEventTimeout(nullptr, look_interval_ms);
  }
  return 0;
}

}  // namespace

int main(int count, char** values) {
  const bool light = count == 3 && std::string_view(values[2]) == "--light";
  if (count != 2 && !light) {
    std::fputs("usage: threadbox-desktop FILE.py [--light]\n", stderr);
    return 2;
  }
  std::ifstream file(values[1], std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "threadbox-desktop: can't open file '%s'\n", values[1]);
    return 2;
  }
  try {
    return show({std::istreambuf_iterator<char>(file), {}}, values[1], light ? threadbox::ui::Theme::light : threadbox::ui::Theme::dark);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "threadbox-desktop: %s\n", error.what());
    return 1;
  }
}
