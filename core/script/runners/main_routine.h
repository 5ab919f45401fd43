#pragma once

#include "script/machine/exception_report.h"
#include "script/natives/prelude_loader.h"
#include "script/runners/runner.h"

#include <threadbox/sync/sleep.h>

#include <atomic>

namespace threadbox::script {

class Console;

/// The main thread of a run: loads the modules, runs the program, waits for the user if the run is interactive, shuts down.
/// Threads: next: the main thread; end: any; exit_code, exit_with, interrupted: any.
class MainRoutine final : public Routine {
 public:
  struct Program {
    std::shared_ptr<const CodeObject> code;
    std::vector<std::string> arguments;  ///< sys.argv.
    std::string warnings;                ///< The compiler's, for standard error.
    bool interactive = false;            ///< Whether to wait for the user when the module has ended.
  };
  /// `faults`: null except in tests.
  MainRoutine(Vm& vm, Console& console, Program program, AllocationFaults* faults = nullptr)
      : vm_(vm), console_(console), program_(std::move(program)), faults_(faults), loader_(vm) {}

  Next next(VmThread& thread, Progress waited) override;
  void give_up(Vm& vm, Waiter& self) noexcept override;
  void leave() noexcept override;

  /// Ends the interactive main thread, now or as soon as its module has ended. `code`: the exit code, if exit() was typed. True if it
  /// was waiting for the user, and ends now.
  bool end(std::optional<int> code = std::nullopt);

  [[nodiscard]] int exit_code() const noexcept { return exit_code_.load(std::memory_order_relaxed); }
  void exit_with(int code) noexcept { exit_code_.store(code, std::memory_order_relaxed); }
  /// The run ends as if by a signal, without one more line of the program. Threads: any.
  void end_by_signal(int signal) noexcept;
  /// Whether an uncaught KeyboardInterrupt, or Ctrl-C's signal, ended the program.
  [[nodiscard]] bool interrupted() const noexcept { return interrupted_.load(std::memory_order_relaxed); }

 private:
  enum class Stage : std::uint8_t { begin, loading, running, reporting, idle, ending, joining, exiting, finalizing, flushing };

  Next load_next(VmThread& thread);
  void set_up_names();
  void set_up_modules();
  Next after_module(VmThread& thread);
  Next wait_for_user(VmThread& thread);
  Next shut_down(VmThread& thread);
  Next join_threads(VmThread& thread);
  Next run_exit_functions(VmThread& thread);
  Next finalize_objects(VmThread& thread);
  Next flush_streams(VmThread& thread);
  Next finalize(VmThread& thread);
  bool call_prelude(VmThread& thread, std::string_view module, std::string_view function);
  bool report_ignored(VmThread& thread) noexcept;
  void report_interruption(VmThread& thread) noexcept;
  bool report_unflushed(VmThread& thread) noexcept;
  Next after_report(VmThread& thread);

  Vm& vm_;
  Console& console_;
  const Program program_;
  AllocationFaults* const faults_;
  PreludeLoader loader_;
  ExceptionReport report_;
  Stage stage_ = Stage::begin;
  std::atomic<int> exit_code_{0};
  std::atomic<bool> interrupted_{false};

  Guard end_guard_;
  Idle* idle_ THREADBOX_GUARDED_BY(end_guard_) = nullptr;  // where the main thread waits for the user
  bool end_of_main_ THREADBOX_GUARDED_BY(end_guard_) = false;
  std::optional<int> end_code_ THREADBOX_GUARDED_BY(end_guard_);
};

/// A thread that the program started: it runs _bootstrap() of its Thread object.
class ThreadRoutine final : public Routine {
 public:
  Next next(VmThread& thread, Progress waited) override;

 private:
  bool begun_ = false;
  ExceptionReport report_;
};

}  // namespace threadbox::script
