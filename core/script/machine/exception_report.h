#pragma once

#include "script/machine/frame.h"

#include <string>

namespace threadbox::script {

/// Prints an exception that nothing caught, which may need Python: a __str__ of its own.
/// Threads: those of a Routine.
class ExceptionReport {
 public:
  /// Prints `exception`. True: it cannot before the frames of `thread` have been run, then finish() must be called.
  bool begin(VmThread& thread, Value exception);
  /// True: a begin() wants its finish().
  [[nodiscard]] bool under_way() const noexcept { return under_way_; }
  void finish(VmThread& thread);

 private:
  bool under_way_ = false;
  std::string fallback_;  ///< What is printed when its __str__ raises.
};

}  // namespace threadbox::script
