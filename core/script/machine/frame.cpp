#include "script/machine/frame.h"

#include "script/machine/generator.h"
#include "script/machine/requests.h"
#include "script/machine/vm.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace threadbox::script {

void Frame::reserve(std::size_t count) {
  const std::size_t used = static_cast<std::size_t>(top - slots), slot_count = static_cast<std::size_t>(stack - slots);
  if (used + count <= capacity) return;
  auto more = std::make_unique<Value[]>(used + count);
  std::copy(slots, top, more.get());
  moved = std::move(more);
  capacity = static_cast<std::uint32_t>(used + count);
  slots = moved.get();
  stack = slots + slot_count;
  top = slots + used;
}

void Frame::mark(Marker& marker) const {
  marker.mark(code);
  marker.mark(module);
  for (const Value* value = slots; value != top; ++value) marker.mark(*value);
  if (names != nullptr) names->mark(marker);
  marker.mark(substitute);
  marker.mark(generator);
  marker.mark(handled);
}

void FrameDeleter::operator()(Frame* frame) const noexcept {
  frame->~Frame();
  ::operator delete(frame);
}

FrameStack::~FrameStack() {
  while (top_ != nullptr) pop();
  for (Frame* frame : kept_)
    while (frame != nullptr) FramePtr(std::exchange(frame, frame->below));
}

void FrameStack::mark(Marker& marker) const {
  for (const Frame* frame = top_; frame != nullptr; frame = frame->below) {
    frame->mark(marker);
    marker.count(frame->bytes());
  }
  for (const Frame* frame : kept_)
    for (; frame != nullptr; frame = frame->below) marker.count(frame->bytes());
}

void* FrameStack::new_memory(std::size_t bytes) {
  heap_.charge(bytes);
  return ::operator new(bytes);
}

VmThread::VmThread(Vm& owner, std::shared_ptr<Thread> core_thread)
    : vm(owner), thread(std::move(core_thread)), frames(owner.heap()) {
  pause.requests = signal_in_wait_request;
}

Value VmThread::finish_operation(Progress progress) {
  struct Drop {
    VmThread& thread;
    ~Drop() { thread.drop_operation(); }
  } drop{*this};
  if (progress == Progress::raised) {
    const bool is_interrupted = operation_->error().type() == ErrorType::KeyboardInterrupt && !interrupting.is_undefined();
    throw Raised{is_interrupted ? std::exchange(interrupting, Value::undefined()) : vm.exception_of(operation_->error())};
  }
  return finish_(*this, *operation_);
}

void VmThread::drop_operation() noexcept {
  if (operation_ == nullptr) return;
  destroy_(storage_->bytes);
  operation_ = nullptr;
}

void VmThread::drop_operations() noexcept {
  drop_operation();
  while (!aside_.empty()) {
    take_operation_back();
    operation_->cancel(waiter(), CancelReason::stop);
    drop_operation();
  }
}

void VmThread::put_operation_aside() {
  auto next = std::make_unique<Storage>();
  Storage* const free = next.get();
  aside_.push_back({operation_, destroy_, finish_, storage_, pause, std::move(next)});
  storage_ = free;
  operation_ = nullptr;
  pause.left = false;
}

void VmThread::take_operation_back() noexcept {
  const Aside& last = aside_.back();
  operation_ = last.operation;
  destroy_ = last.destroy;
  finish_ = last.finish;
  storage_ = last.storage;
  pause = last.pause;
  aside_.pop_back();
}

void VmThread::mark(Marker& marker) const {
  frames.mark(marker);
  marker.mark(result);
  marker.mark(uncaught);
  marker.mark(injected);
  marker.mark(interrupting);
}

}  // namespace threadbox::script
