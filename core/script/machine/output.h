#pragma once

#include "script/compile/code.h"
#include "script/machine/frame.h"

#include <threadbox/trace/event.h>

#include <string_view>

namespace threadbox::script {

/// Records `text` in the trace as output of the thread. Threads: the thread itself. Errors: std::bad_alloc.
void write(VmThread& thread, std::string_view text, OutputStream stream = OutputStream::out);
/// Whether the code is the prelude's, not the program's.
bool is_prelude(const CodeObject& code) noexcept;
/// The innermost frame that is at a line of the program, not of the prelude or of a text that the program executes; null if there is none.
const Frame* program_frame(const VmThread& thread) noexcept;
/// Records the line that the thread executes, as a `line` event.
void record_line(VmThread& thread) noexcept;
/// The same for the statement that the thread is about to execute.
void record_next_line(VmThread& thread) noexcept;
/// The line of that statement; 0 if the thread is outside of the program.
std::uint32_t next_line(const VmThread& thread) noexcept;

}  // namespace threadbox::script
