#pragma once

#include "script/machine/vm.h"

#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace threadbox::script {

/// Makes the code of every module of the prelude, that of the modules which every run needs first, so that no run waits for it.
/// Threads: any. Errors: std::bad_alloc.
void prepare_prelude();

/// The modules of the prelude that `code` imports, anywhere in it, and those that they import, as far as the process does not have them:
/// the page loads them by give_module(). Those of a module that is missing are known once it is there. Otherwise none is missing.
/// Threads: any. Errors: std::bad_alloc.
std::vector<std::string> missing_modules(const CodeObject& code);

/// Whether every module of the prelude is in the program's file. Threads: any.
bool embeds_all_modules() noexcept;

/// Gives the process the text of a module that is missing, as the build wrote it (prelude/CMakeLists.txt). One that is there stays.
/// Returns false if it is not the text of a module. Threads: any. Errors: std::bad_alloc.
bool give_module(std::string_view name, std::string_view text);

/// Loads modules of the prelude before the code that imports them runs. So an import statement never runs a module, two threads cannot
/// import the same one at once, and a program pays only for the modules that it imports.
/// Threads: one of the run's, with the GIL; only the Console thread loads modules while other threads run.
class PreludeLoader {
 public:
  explicit PreludeLoader(Vm& vm) : vm_(vm) {}

  /// Queues the modules that every run needs. Errors: std::bad_alloc.
  void want_core();
  /// Queues the modules that `code` imports, anywhere in it, and those that they import. Unknown names are left to the import statement,
  /// which raises. Errors: std::bad_alloc.
  void want_imports(const CodeObject& code);

  /// Pushes the frame of the next queued module, which must be executed to its end before the next call. False if all have been loaded.
  /// Errors: Raised; std::bad_alloc.
  bool push_next(VmThread& thread);

 private:
  void want(std::string_view name);

  Vm& vm_;
  std::deque<std::pair<Module*, std::shared_ptr<const CodeObject>>> wanted_;
};

}  // namespace threadbox::script
