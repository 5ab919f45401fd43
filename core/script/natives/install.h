#pragma once

namespace threadbox::script {

class Vm;

/// Defines the built-in types, functions and modules.
/// Threads: the one that sets the run up, before any thread of the run executes. Errors: std::bad_alloc.
void install_natives(Vm& vm);

}  // namespace threadbox::script
