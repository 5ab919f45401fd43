#include "script/machine/frame.h"

#include "script/machine/vm.h"

namespace threadbox::script {

Frame::Frame(Code* frame_code, Module* home)
    : code(frame_code),
      module(home),
      values(frame_code->code->slot_names.size() + frame_code->code->stack_size + 1),
      slots(values.data()),
      stack(slots + frame_code->code->slot_names.size()),
      top(stack) {}

void Frame::reserve(std::size_t count) {
  const std::size_t used = static_cast<std::size_t>(top - values.data());
  if (used + count <= values.size()) return;
  const std::size_t slot_count = static_cast<std::size_t>(stack - slots);
  values.resize(used + count);
  slots = values.data();
  stack = slots + slot_count;
  top = slots + used;
}

void Frame::mark(Marker& marker) const {
  marker.mark(code);
  marker.mark(module);
  for (const Value* value = slots; value != top; ++value) marker.mark(*value);
  if (names != nullptr) names->mark(marker);
  marker.mark(instead);
  marker.mark(generator);
  marker.mark(handled);
}

Value VmThread::finish_operation(Progress progress) {
  struct Drop {
    VmThread& thread;
    ~Drop() { thread.drop_operation(); }
  } drop{*this};
  if (progress == Progress::raised) throw Raised{vm.exception_of(operation_->error())};
  return finish_(*this, *operation_);
}

void VmThread::drop_operation() noexcept {
  if (operation_ == nullptr) return;
  destroy_(storage_);
  operation_ = nullptr;
}

void VmThread::mark(Marker& marker) const {
  for (const auto& frame : frames) frame->mark(marker);
  marker.mark(result);
  marker.mark(uncaught);
  marker.mark(injected);
}

}  // namespace threadbox::script
