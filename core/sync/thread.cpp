#include <threadbox/sync/thread.h>

#include <threadbox/park/detail/futex.h>
#include <threadbox/sync/detail/thread_locals.h>
#include <threadbox/sync/runtime.h>

namespace threadbox {

Thread::Thread(Key, Runtime& runtime, Waiter& creator, ThreadId id, Options options)
    : SyncObject(ObjectKind::thread, &runtime, &creator),
      runtime_(runtime),
      waiter_(id, runtime.clock()),
      name_(std::move(options.name)),
      daemon_(options.daemon.value_or(false)),
      hidden_(options.hidden),
      body_(std::move(options.body)) {}

Thread::~Thread() { end_trace(); }

Runtime& Thread::runtime() noexcept { return runtime_; }

Thread::State Thread::state() const noexcept { return state_.load(std::memory_order_acquire); }

bool Thread::is_alive() const noexcept {
  const State now = state();
  return now == State::starting || now == State::running;
}

std::optional<ThreadId> Thread::ident() const noexcept {
  const State now = state();
  if (now == State::initial || now == State::starting) return std::nullopt;
  return waiter_.thread();
}

std::optional<std::uint64_t> Thread::native_id() const noexcept {
  const std::uint64_t id = native_id_.load(std::memory_order_relaxed);
  return id != 0 ? std::optional(id) : std::nullopt;
}

std::string Thread::name() const {
  GuardLock guarded(guard_);
  return name_;
}

void Thread::set_name(Waiter& self, std::string name) {
  trace(self, EventKind::thread_name, add_text(self, name));
  GuardLock guarded(guard_);
  name_ = std::move(name);
}

bool Thread::daemon() const noexcept { return daemon_.load(std::memory_order_relaxed); }

bool Thread::hidden() const noexcept { return hidden_; }

void Thread::set_daemon(Waiter& self, bool daemon) {
  {
    GuardLock guarded(guard_);
    if (state() != State::initial) throw Error(ErrorType::RuntimeError, "cannot set daemon status of active thread");
    daemon_.store(daemon, std::memory_order_relaxed);
  }
  trace(self, EventKind::thread_daemon, daemon ? 1 : 0);
}

void Thread::start() {
  Start operation(*this);
  wait_or_throw(this_waiter(), operation);
}

void Thread::join(std::optional<Seconds> timeout) {
  Join operation(*this, timeout);
  wait_or_throw(this_waiter(), operation);
}

void Thread::begin() {
  native_id_.store(native_thread_id(), std::memory_order_relaxed);
  trace(waiter_, EventKind::thread_begin, waiter_.thread());
  state_.store(State::running, std::memory_order_release);
  if (!holds_starter_) let_starter_go();
}

void Thread::let_starter_go() {
  GuardLock guarded(guard_);
  begun_ = true;
  while (!starter_.empty()) starter_.grant_front();
}

void Thread::mark_done() {
  GuardLock guarded(guard_);
  state_.store(State::ended, std::memory_order_release);
  while (!joiners_.empty()) joiners_.grant_front();
}

void Thread::clean_up(ThreadEnd how) {
  // Destroyed here, since what the body captured may belong to the run, which may be gone once this thread has left it.
  body_ = nullptr;
  detail::destroy_thread_locals(waiter_);
  trace(waiter_, EventKind::thread_end, waiter_.thread(), static_cast<std::uint8_t>(how));
}

void Thread::announce_end() {
  // Before the joiners continue, since they must not find it among the live threads. `self` may be the last reference.
  Runtime& runtime = runtime_;
  const std::shared_ptr<Thread> self = runtime.unregister(*this, State::ended);
  mark_done();
  runtime.leave();
}

void Thread::run_body(ThreadEnd& how) {
  try {
    call_body();
  } catch (const ThreadStopped&) {
    how = ThreadEnd::stopped;
  } catch (...) {
    how = ThreadEnd::raised;
    runtime_.call_excepthook(*this, std::current_exception());
  }
}

void Thread::run() {
  bind_this_thread(this);
  begin();
  ThreadEnd how = ThreadEnd::returned;
  if ((waiter_.requests() & stop_request) != 0) {
    how = ThreadEnd::stopped;
  } else {
    run_body(how);
  }
  // In case that it was stopped before its body did.
  if (holds_starter_) let_starter_go();
  clean_up(how);
  bind_this_thread(nullptr);
}

namespace {
thread_local Thread* bound_thread = nullptr;
}

void bind_this_thread(Thread* thread) noexcept {
  bound_thread = thread;
  bind_this_waiter(thread != nullptr ? &thread->waiter() : nullptr);
}

std::shared_ptr<Thread> current_thread() noexcept { return bound_thread != nullptr ? bound_thread->shared_from_this() : nullptr; }

ThreadId get_ident() { return this_waiter().thread(); }

std::uint64_t get_native_id() noexcept { return native_thread_id(); }

Thread::Start::Start(Thread& thread) : QueuedWait(OperationKind::thread_start, &thread), thread_(thread) {}

Progress Thread::Start::poll(Waiter& self) {
  if (!launched_) {
    try {
      thread_.runtime_.enter(thread_.shared_from_this(), thread_.runtime_.launcher().listener());
      thread_.runtime_.launch(thread_.shared_from_this());
      thread_.trace(self, EventKind::thread_start, thread_.waiter_.thread());
    } catch (const Error& error) {
      return raise(error);
    } catch (const std::exception&) {
      // Out of memory; CPython raises the same error.
      return raise(ErrorType::RuntimeError, "can't start new thread");
    }
    launched_ = true;
  }
  GuardLock guarded(thread_.guard_);
  if (thread_.begun_) return Progress::done;
  return enqueue(thread_.starter_, self);
}

Progress Thread::Start::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(thread_.guard_);
  return cancel_in(thread_.starter_, why);
}

Thread::Join::Join(Thread& thread, std::optional<Seconds> timeout)
    : QueuedWait(OperationKind::thread_join, &thread, clamped_wait_timeout(timeout)), thread_(thread) {}

Progress Thread::Join::poll(Waiter& self) {
  if (thread_.state() == State::initial) return raise(ErrorType::RuntimeError, "cannot join thread before it is started");
  if (&self == &thread_.waiter_) return raise(ErrorType::RuntimeError, "cannot join current thread");
  GuardLock guarded(thread_.guard_);
  if (node_.granted() || thread_.state() == State::ended || timeout() == Seconds{0}) {
    thread_.joiners_.remove(node_);  // The state may say so before the joiners are granted.
    return Progress::done;
  }
  return enqueue(thread_.joiners_, self);
}

Progress Thread::Join::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(thread_.guard_);
  return cancel_in(thread_.joiners_, why);
}

}  // namespace threadbox
