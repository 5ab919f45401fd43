#pragma once

#include "script/machine/frame.h"

#include "script/values/heap.h"

#include <optional>
#include <string>

namespace threadbox::script {

/// Reports an uncaught exception through the current sys.excepthook. That may need Python: for the exception's __str__, or for a hook
/// or sys.stderr that the program has replaced. A MemoryError is reported from the heap's reserve, and in fewer words if that does
/// not suffice.
/// Threads: the one that drives the Routine. Errors: none; a report that fails is replaced by a shorter one.
class ExceptionReport {
 public:
  /// Reports `exception`. True if that takes Python: then run the frames of `thread`, and call finish().
  bool begin(VmThread& thread, Value exception) noexcept;
  /// Whether begin() returned true and finish() has not been called yet.
  [[nodiscard]] bool under_way() const noexcept { return under_way_; }
  void finish(VmThread& thread) noexcept;
  /// The code that a SystemExit ends the program with, once it has been reported. None: it is not a SystemExit.
  [[nodiscard]] std::optional<int> exit_code() const noexcept { return exit_code_; }

 private:
  bool report_exit(Vm& vm, Value exception);
  bool begin_in_python(VmThread& thread, Value exception);
  template <typename Work>
  void attempt(VmThread& thread, const Work& work) noexcept;

  bool under_way_ = false;
  std::optional<int> exit_code_;
  std::string fallback_;  ///< What is printed when the report itself fails.
  std::optional<Heap::Reserve> reserve_;
};

/// Records that nothing in `thread`, the calling one or the one of `died`, caught the exception; not for a SystemExit.
/// Threads: any that executes. Errors: none; without memory for its message, the exception is recorded without.
void record_death(VmThread& thread, ObjectId died, Value exception) noexcept;

}  // namespace threadbox::script
