#pragma once

namespace threadbox::script {

class Vm;

/// Fills in the built-in types, functions and modules: what a run needs before it executes anything.
/// Threads: the one that sets the run up. Errors: std::bad_alloc.
void install_natives(Vm& vm);

}  // namespace threadbox::script
