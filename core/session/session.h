#pragma once

#include <threadbox/sync/runtime.h>

#include "session/command.h"
#include "session/log.h"
#include "session/model.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::session {

/// What is wrong with a program's text, with its place.
struct Problem {
  std::string type;     ///< "SyntaxError", "IndentationError", "TabError"
  std::string message;
  std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;  ///< From 1.
  std::string text;     ///< As CPython prints it, source line and caret included.
};

struct RunOptions {
  bool interactive = true;   ///< Wait for the user at the module's end, as `python -i`.
  double speed = 1.0;        ///< 0.5: slow motion, half as fast.
  std::vector<std::string> arguments;  ///< sys.argv[1:].
};

/// One program and its runs: the only thing that ui, web and cli talk to.
/// Threads:  one thread, the observer (in a page: the browser's main thread). Nothing here blocks,
///           but the destructor of a session whose run still lives (see stop()).
/// Owns:     the program, the current run, its log and the model folded from it.
class Session {
 public:
  /// `launcher`: who runs started threads; null: the process's worker pool.
  explicit Session(Launcher* launcher = nullptr);
  /// Stops a run that still lives and waits for its threads.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Parses and compiles `source`. With problems, the program that was loaded before stays. A run that
  /// is under way goes on.
  std::vector<Problem> load(std::string source, std::string filename = "main.py");
  [[nodiscard]] const std::string& source() const noexcept;

  /// Starts a run of the loaded program; log and model begin anew. A run that is still under way is stopped
  /// first, and the new one starts as soon as its last thread has ended (within drain()).
  /// Without a loaded program: does nothing, returns false.
  bool run(const RunOptions& options = {});

  /// Applies a command. Without a live run, it does nothing.
  void post(const Command& command);
  void stop() { post(Stop{}); }

  /// Takes over what has happened since the last call: events into the log, log into the model. Returns
  /// how many events there were. Call it once a frame.
  std::size_t drain();

  [[nodiscard]] const Model& model() const noexcept;
  [[nodiscard]] const Log& log() const noexcept;
  /// The events that the last drain() took over.
  [[nodiscard]] const std::vector<TraceEvent>& fresh() const noexcept;
  /// The text that an event of the current run names.
  [[nodiscard]] std::string_view text(TextId id) const;

  /// A thread of a run still lives (also while it is being stopped).
  [[nodiscard]] bool live() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace threadbox::session
