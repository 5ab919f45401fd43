#include "script/runners/console.h"

#include "script/machine/vm.h"
#include "script/runners/console_thread.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

namespace {

constexpr std::string_view run_has_ended = "RuntimeError: the run has ended";

}  // namespace

void Console::post(ConsoleStatement statement) {
  Statements one;
  one.push_back(std::move(statement));
  if (closed_) return refuse_all(one, nullptr, run_has_ended);
  bool as_prompt = false;
  {
    GuardLock guarded(guard_);
    if (!open_) return waiting_.splice(waiting_.end(), one);
    if (ConsoleThread* thread = thread_for(one.front())) return thread->give(one);
    as_prompt = prompt_ == nullptr || one.front().origin == 0;
  }
  start(one, as_prompt, nullptr);
}

/// Null: a thread that is yet to be started.
ConsoleThread* Console::thread_for(const ConsoleStatement& statement) const noexcept {
  if (prompt_ == nullptr || prompt_->is_free()) return prompt_;
  const bool queues = statement.origin == 0 && !prompt_->is_busy_with_click();
  return queues ? prompt_ : nullptr;
}

void Console::open(Waiter& self) {
  Statements early;
  {
    GuardLock guarded(guard_);
    open_ = true;
    early.swap(waiting_);
  }
  if (early.empty()) return;
  try {
    start(early, true, &self);
  } catch (...) {
    keep(early);
    throw;
  }
}

void Console::close() {
  closed_ = true;
  Statements left;
  {
    GuardLock guarded(guard_);
    // A thread that was stopped before it began has not left.
    for (const auto& thread : threads_) waiting_.splice(waiting_.end(), thread->statements_);
    threads_.clear();
    prompt_ = nullptr;
    left.swap(waiting_);
  }
  try {
    refuse_all(left, nullptr, run_has_ended);
  } catch (...) {
    keep(left);
    throw;
  }
}

/// Keeps statements for the next close().
void Console::keep(Statements& statements) noexcept {
  GuardLock guarded(guard_);
  waiting_.splice(waiting_.begin(), statements);
}

bool Console::interrupt() {
  GuardLock guarded(guard_);
  const auto last = std::ranges::max_element(threads_, {}, [](const auto& thread) { return thread->begun_; });
  if (last == threads_.end() || (*last)->begun_ == 0) return false;
  (*last)->waiter_->request(interrupt_request);
  return true;
}

bool Console::interrupt(ThreadId id) {
  GuardLock guarded(guard_);
  for (const auto& thread : threads_) {
    if (thread->begun_ == 0 || thread->waiter_->thread() != id) continue;
    thread->waiter_->request(interrupt_request);
    return true;
  }
  return false;
}

/// Starts a thread for the statements; if that is not possible, answers them. `creator`: the calling thread; null: the observer.
/// Errors: std::bad_alloc; those that have been neither given to a thread nor answered remain in the list.
void Console::start(Statements& statements, bool as_prompt, Waiter* creator) {
  std::shared_ptr<ConsoleThread> thread;
  try {
    thread = std::make_shared<ConsoleThread>(*this, Statements());
    GuardLock guarded(guard_);
    threads_.push_back(thread);
    thread->statements_.swap(statements);
    if (as_prompt) prompt_ = thread.get();
    ++started_;
  } catch (const std::bad_alloc&) {
    return refuse_all(statements, creator, "MemoryError");
  }
  std::string reason = "MemoryError";
  try {
    return launch(thread, creator);
  } catch (const Error& error) {
    reason = std::string(error_name(error.type())) + ": " + error.what();
  } catch (const std::bad_alloc&) {
    // The reason is that already.
  }
  {
    GuardLock guarded(guard_);
    statements.swap(thread->statements_);
    forget(*thread);
  }
  refuse_all(statements, creator, reason);
}

/// Errors: as Runtime::launch_hidden.
void Console::launch(const std::shared_ptr<ConsoleThread>& thread, Waiter* creator) {
  Thread::Options options;
  {
    GuardLock guarded(guard_);
    options.name = started_ == 1 ? "Console" : "Console " + std::to_string(started_);
  }
  options.daemon = true;
  options.body = [this, thread] { vm_.run_routine(vm_.runtime().find(this_waiter().thread()), thread); };
  vm_.runtime().launch_hidden(std::move(options), creator);
}

void Console::forget(const ConsoleThread& thread) noexcept {
  std::erase_if(threads_, [&](const auto& each) { return each.get() == &thread; });
  if (prompt_ == &thread) prompt_ = nullptr;
}

/// Answers statements that will not be executed. `self`: the calling thread; null: the observer.
/// Errors: std::bad_alloc; those that have not been answered remain in the list.
void Console::refuse_all(Statements& refused, Waiter* self, std::string_view reason) {
  for (; !refused.empty(); refused.pop_front()) refuse(self, refused.front().text, reason);
}

/// Writes the echo and the reason, or neither.
void Console::refuse(Waiter* self, const std::string& statement, std::string_view reason) {
  Tracer* tracer = vm_.runtime().tracer();
  if (tracer == nullptr) return;
  const TextId echo = tracer->texts().intern(">>> " + statement + "\n");
  const TextId answer = tracer->texts().intern(std::string(reason) + "\n");
  if (self == nullptr) tracer->make_room(2);
  const auto put = [&](TextId text, OutputStream stream) {
    const auto flags = static_cast<std::uint8_t>(stream);
    if (self != nullptr) record(*self, EventKind::output, 0, text, flags);
    else tracer->record_observer(EventKind::output, 0, text, flags);
  };
  put(echo, OutputStream::echo);
  put(answer, OutputStream::err);
}

}  // namespace threadbox::script
