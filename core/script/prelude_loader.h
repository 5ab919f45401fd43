#pragma once

#include "script/parallel_runner.h"

#include <string_view>

namespace threadbox::script {

/// Loads modules of the prelude before the code that imports them runs. So an import statement never has to run a
/// module, no two threads can be importing the same one, and a program pays for what it imports only.
/// Threads: any of the run's, with the GIL; the Console's is the only one that loads while others run.
/// Errors (thrown): Raised, HeapExhausted when there is too little memory for a module.
class PreludeLoader {
 public:
  PreludeLoader(Vm& vm, ParallelRunner& runner) noexcept : vm_(vm), runner_(runner) {}

  /// What every run needs. False: stopped.
  bool load_core(VmThread& thread);
  /// What `code` imports, anywhere in it, and what these import. Names that nobody knows are left to the import
  /// statement. False: stopped.
  bool load_imports(VmThread& thread, const CodeObject& code);

 private:
  bool load(VmThread& thread, std::string_view name);

  Vm& vm_;
  ParallelRunner& runner_;
};

}  // namespace threadbox::script
