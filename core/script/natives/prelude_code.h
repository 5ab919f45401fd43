#pragma once

#include "script/compile/code.h"
#include "script/prelude/prelude.h"

#include <memory>

namespace threadbox::script {

/// Makes the code of a module from its content. A build has one of two ways: prelude_code_frozen.cpp or prelude_code_texts.cpp.
/// Null: it is not a module's text. Threads: any. Errors: std::bad_alloc.
std::shared_ptr<const CodeObject> make_code(const PreludeModule& module);

}  // namespace threadbox::script
