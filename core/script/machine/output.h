#pragma once

#include "script/compile/code.h"
#include "script/machine/frame.h"

#include <threadbox/trace/event.h>

#include <string_view>

namespace threadbox::script {

/// Records output of the thread. Errors: std::bad_alloc.
void write(VmThread& thread, std::string_view text, OutputStream stream = OutputStream::out);
/// It belongs to the prelude, which is none of the learner's.
bool is_prelude(const CodeObject& code) noexcept;
/// Records where the thread is, as a `line` event.
void record_line(VmThread& thread) noexcept;

}  // namespace threadbox::script
