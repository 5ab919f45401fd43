#pragma once

namespace threadbox::script {

class Vm;

// Defines the internal module that a module of the library is built on; install.cpp calls them.
// Threads: the thread that sets the run up.

void install_digests(Vm& vm);  ///< _hashlib
void install_json(Vm& vm);     ///< _json
void install_re(Vm& vm);       ///< _re
void install_signals(Vm& vm);  ///< _signals
void install_type_constructors(Vm& vm);  ///< calls of the classes of types

}  // namespace threadbox::script
