#include "script/machine/output.h"

#include "script/machine/vm.h"

#include <algorithm>
#include <new>

namespace threadbox::script {

void write(VmThread& thread, std::string_view text, OutputStream stream) {
  if (text.empty()) return;
  Waiter& self = thread.waiter();
  const auto put = [&](std::string_view part, OutputStream where) {
    if (part.empty()) return;
    make_room_to_record(self);
    record(self, EventKind::output, 0, add_text(self, part), static_cast<std::uint8_t>(where));
  };
  const auto size = static_cast<std::int64_t>(text.size());
  const std::int64_t left = thread.vm.output_left.fetch_sub(size, std::memory_order_relaxed);
  if (left >= size) return put(text, stream);
  if (left < 0) return;  // Another thread has exceeded the limit already; this one stops at its next safepoint.
  std::size_t end = static_cast<std::size_t>(left);
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  put(text.substr(0, end), stream);
  put("\nThreadbox: the output is longer than the limit; the run was stopped.\n", OutputStream::err);
  thread.vm.end_for_output();
}

bool is_prelude(const CodeObject& code) noexcept { return code.filename.starts_with("<threadbox"); }

const Frame* program_frame(const VmThread& thread) noexcept {
  const Frame* frame = thread.frame();
  while (frame != nullptr && (is_prelude(*frame->code->code) || frame->code->code->is_text)) frame = frame->below;
  return frame;
}

namespace {

/// The line of the frame's next instruction, or of the one before that.
std::uint32_t line_of(const Frame& frame, bool next) noexcept {
  const std::uint32_t at = next || frame.next == 0 ? frame.next : frame.next - 1;
  return frame.code->code->lines[at];
}

void record_line(VmThread& thread, const Frame& frame, std::uint32_t line) noexcept {
  Waiter& self = thread.waiter();
  TextId name = 0;
  try {
    name = intern(self, frame.code->code->name);
  } catch (const std::bad_alloc&) {
    // Without memory the event lacks the name, and views do not show it.
  }
  record(self, EventKind::line, 0, name, 0, static_cast<std::uint16_t>(std::min(line, 65535U)));
}

}  // namespace

void record_line(VmThread& thread) noexcept {
  if (const Frame* frame = program_frame(thread)) record_line(thread, *frame, line_of(*frame, false));
}

std::uint32_t next_line(const VmThread& thread) noexcept {
  const Frame* frame = program_frame(thread);
  return frame != nullptr ? line_of(*frame, true) : 0;
}

void record_next_line(VmThread& thread) noexcept {
  if (const Frame* frame = program_frame(thread)) record_line(thread, *frame, line_of(*frame, true));
}

}  // namespace threadbox::script
