#pragma once

#include "script/code.h"

#include <threadbox/sync/runtime.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::script {

struct RunOptions {
  std::string filename;
  std::vector<std::string> arguments;          ///< sys.argv[1:].
  bool interactive = false;                    ///< Wait for the user when the module has ended.
  Seconds switch_interval{0.005};
  std::size_t heap_limit_bytes = std::size_t{256} << 20;
  std::size_t max_threads = 256;
  double speed = 1;                            ///< 0.5: slow motion, half as fast.
  unsigned recursion_limit = 1000;
};

/// One run of one compiled program. Construct it, start it, observe its tracer until it has ended.
/// Threads:  the observer's (in a page: the browser's main thread). No function here blocks.
/// Owns:     the run's clock, trace, runtime, heap; everything is freed with it.
/// Errors:   what the program raises is output of the program, never an exception here.
class ProgramRun {
 public:
  /// `launcher`: who runs started threads; null: the process's worker pool.
  ProgramRun(std::shared_ptr<const CodeObject> code, std::string source, RunOptions options,
             Launcher* launcher = nullptr);
  /// Asserts that it has ended, or was never started.
  ~ProgramRun();

  Tracer& tracer() noexcept;
  Runtime& runtime() noexcept;

  /// Launches the main thread.
  void start();
  /// Gives a statement to the Console thread, which starts with the first one.
  void execute(std::string statement);
  /// Lets the interactive main thread go on to its end, now or as soon as its module has ended.
  void end_main();
  /// Ctrl-C. Mirrors _thread.interrupt_main.
  void interrupt();
  /// Every thread stops where it stands.
  void stop();
  /// To be called once in a while: records run_end when the last thread has gone.
  void observe();
  /// No thread of the run lives any more.
  [[nodiscard]] bool ended() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace threadbox::script
