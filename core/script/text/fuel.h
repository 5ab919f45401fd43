#pragma once

#include <cstddef>

namespace threadbox::script {

/// Thrown out of a long operation in C++ when its thread is asked to stop or is interrupted; the operation is not completed.
struct Interrupted {};

/// The budget of a long operation in C++, which has no safepoints: each iteration of a loop whose length the program decides spends
/// some of it, and when it is used up, the thread's requests are checked.
/// Threads: any; each has a budget of its own.
class Fuel {
 public:
  /// Errors: Interrupted.
  static void spend(std::size_t units = 1) {
    spent_ += units;
    if (spent_ >= units_between_checks) check();
  }
  /// Checks the requests now. Errors: Interrupted.
  static void check();
  /// How many bytes may be copied, or searched, for one unit.
  static constexpr std::size_t bytes_per_unit = 64;

 private:
  static constexpr std::size_t units_between_checks = 4096;
  static thread_local std::size_t spent_;
};

}  // namespace threadbox::script
