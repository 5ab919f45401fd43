#pragma once

#include "script/machine/vm.h"

#include <deque>
#include <string_view>
#include <utility>

namespace threadbox::script {

/// Loads modules of the prelude before the code that imports them runs. So an import statement never has to run a
/// module, no two threads can be importing the same one, and a program pays for what it imports only.
/// Threads: one of the run's, with the GIL; the Console's is the only one that loads while others run.
class PreludeLoader {
 public:
  explicit PreludeLoader(Vm& vm) : vm_(vm) {}

  /// Wants what every run needs.
  void want_core();
  /// Wants what `code` imports, anywhere in it, and what these import. Names that nobody knows are left to the import
  /// statement.
  void want_imports(const CodeObject& code);

  /// Pushes the frame of the next module that is wanted; it must be run to its end before the next call. False: all
  /// have been loaded. Errors (thrown): Raised; std::bad_alloc when there is too little memory for a module.
  bool push_next(VmThread& thread);

 private:
  void want(std::string_view name);

  Vm& vm_;
  std::deque<std::pair<Module*, std::shared_ptr<const CodeObject>>> wanted_;
};

}  // namespace threadbox::script
