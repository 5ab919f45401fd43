#pragma once

#include "script/machine/frame.h"

#include "script/values/heap.h"

#include <optional>
#include <string>

namespace threadbox::script {

/// Reports an exception that nothing caught, as sys.excepthook of the moment does. That may need Python: a __str__ of the
/// exception's own, a hook or a sys.stderr of the program's. It may be a MemoryError: a report has the heap's reserve, and
/// where that does not suffice it is shorter.
/// Threads: those of a Routine.
class ExceptionReport {
 public:
  /// Reports `exception`. True: it cannot before the frames of `thread` have been run, then finish() must be called.
  bool begin(VmThread& thread, Value exception) noexcept;
  /// True: a begin() wants its finish().
  [[nodiscard]] bool under_way() const noexcept { return under_way_; }
  void finish(VmThread& thread) noexcept;
  /// Once it has been reported: the code that a SystemExit ends the program with. None: it is no SystemExit.
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

}  // namespace threadbox::script
