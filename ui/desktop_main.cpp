// threadbox-ui [FILE.py]: the views over a run of the program, in a window. A file that is dropped on the window is run instead.
#include "session/session.h"
#include "ui/app.h"
#include "ui/desktop_options.h"
#include "ui/window.h"

#include <SDL.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

/// The program that is shown without a FILE: a lesson, embedded.
extern const unsigned char threadbox_example[];
extern const unsigned threadbox_example_size;

namespace threadbox::ui::desktop {

namespace {

constexpr int look_interval_ms = 8;  // The longest delay of a thread's event on its way to the screen.
constexpr std::size_t history_events = 1'000'000;
constexpr int exit_failed = 1, exit_usage = 2;

struct Program {
  std::string text;
  std::string filename;
};

Program example() { return {{reinterpret_cast<const char*>(threadbox_example), threadbox_example_size}, "example.py"}; }

/// Shows what is wrong with a program: on standard error and, if there is a window, in front of it.
void complain(const std::string& what, SDL_Window* window) {
  std::fputs(what.c_str(), stderr);
  if (window != nullptr) SDL_ShowSimpleMessageBox(SDL_MESSAGEBOX_ERROR, "Threadbox", what.c_str(), window);
}

/// Complains and returns nothing if the file cannot be read.
std::optional<Program> read_program(const std::string& path, SDL_Window* window = nullptr) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) {  // A folder can be opened, but not read.
    complain("threadbox-ui: can't open file '" + path + "'\n", window);
    return std::nullopt;
  }
  return Program{{std::istreambuf_iterator<char>(file), {}}, path};
}

std::string title_of(const Program& program) { return "Threadbox: " + program.filename; }

/// Loads the program and starts it, if the options say so. Returns false, and complains, if it has errors.
bool open(session::Session& session, const Program& program, const Options& options, SDL_Window* window = nullptr) {
  std::string errors;
  for (const session::Problem& problem : session.load(program.text, program.filename)) {
    if (problem.is_warning) std::fputs(problem.text.c_str(), stderr);
    else errors += problem.text;
  }
  if (!errors.empty()) complain(errors, window);
  return errors.empty() && (!options.run || session.run({.history_events = history_events}));
}

/// Opens the files that were dropped on the window, one after the other: the last one remains.
void take_dropped_files(session::Session& session, const Options& options) {
  SDL_Event event;
  while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_DROPFILE, SDL_DROPFILE) > 0) {
    const std::string path = event.drop.file;
    SDL_free(event.drop.file);
    SDL_Window* const window = SDL_GetWindowFromID(event.drop.windowID);
    const std::optional<Program> program = read_program(path, window);
    if (program && open(session, *program, options, window)) SDL_SetWindowTitle(window, title_of(*program).c_str());
  }
}

int show(const Program& program, const Options& options) {
  session::Session session;
  if (!open(session, program, options)) return exit_failed;
  Window window(title_of(program).c_str(), options.width, options.height);
  window.set_theme(options.theme);
  App app(session, {.toolbar = !options.page});
  while (!window.closed()) {
    SDL_PumpEvents();
    take_dropped_files(session, options);
    window.handle_input(app);
    window.frame(app);
    if (app.take_failure()) std::fputs("threadbox-ui: out of memory\n", stderr);
    if (!window.settling()) SDL_WaitEventTimeout(nullptr, look_interval_ms);
  }
  return 0;
}

int main(const std::vector<std::string>& words) {
  const std::optional<Options> options = parse_options(words);
  if (!options) {
    std::fputs(usage().c_str(), stderr);
    return exit_usage;
  }
  if (options->action == Action::help) return std::fputs(usage().c_str(), stdout), 0;
  if (options->action == Action::version) return std::puts("Threadbox " THREADBOX_VERSION " (Python 3.13 semantics)"), 0;
  const std::optional<Program> program = options->file.empty() ? example() : read_program(options->file);
  return program ? show(*program, *options) : exit_usage;
}

}  // namespace

}  // namespace threadbox::ui::desktop

int main(int count, char** values) try {
  return threadbox::ui::desktop::main({values + 1, values + count});
} catch (const std::exception& error) {
  std::fprintf(stderr, "threadbox-ui: %s\n", error.what());
  return 1;
}
