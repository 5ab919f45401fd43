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

void record_line(VmThread& thread) noexcept {
  for (const Frame* frame = thread.frame(); frame != nullptr; frame = frame->below) {
    const CodeObject& code = *frame->code->code;
    if (is_prelude(code)) continue;
    const std::uint32_t line = code.positions[frame->next > 0 ? frame->next - 1 : 0].line;
    Waiter& self = thread.waiter();
    TextId name = 0;
    try {
      name = intern(self, code.name);
    } catch (const std::bad_alloc&) {
      // Without memory the event lacks the name, and views do not show it.
    }
    record(self, EventKind::line, 0, name, 0, static_cast<std::uint16_t>(std::min(line, 65535U)));
    return;
  }
}

}  // namespace threadbox::script
