#include <threadbox/sync/runtime.h>

#include <threadbox/sync/worker_pool.h>

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <string>
#include <utility>

namespace threadbox {

struct Runtime::State {
  explicit State(const Options& given)
      : options(given), clock(given.clock != nullptr ? given.clock : &own_clock), creator(0, *clock) {}

  Options options;
  Clock own_clock;
  const Clock* clock;
  Waiter creator;  ///< Records the creation of the main thread, on behalf of no thread, in a ring of its own.

  [[nodiscard]] bool others_to_join() const noexcept THREADBOX_REQUIRES(guard) {
    return std::ranges::any_of(
        live, [this](const std::shared_ptr<Thread>& thread) { return thread != main && !thread->hidden() && !thread->daemon(); });
  }

  static constexpr ThreadId main_id = 1;

  mutable Guard guard;
  std::shared_ptr<Thread> main;
  std::vector<std::shared_ptr<Thread>> live THREADBOX_GUARDED_BY(guard);  // entered and not left, hidden ones too
  WaitQueue shutdown_joiners THREADBOX_GUARDED_BY(guard){guard};
  ThreadId next_id THREADBOX_GUARDED_BY(guard) = main_id + 1;
  std::uint32_t next_default_name THREADBOX_GUARDED_BY(guard) = 1;
  Atomic<std::uint32_t> next_executor_number{0};
  ExceptHook excepthook;                 // set before threads run
  Atomic<std::size_t> live_count{0};     ///< A leaving thread accesses nothing of the runtime after this.
  Atomic<bool> finalizing{false};
  Atomic<bool> stopping{false};
};

Runtime::Runtime(Options options) : state_(std::make_unique<State>(options)) {
  if (options.tracer != nullptr) state_->creator.ring = &options.tracer->make_ring(0);
  state_->main = make_main();
}

Runtime::~Runtime() {
  // A thread that was joined may not have left yet, since its joiner is woken before that.
  const Clock clock;
  Waiter self(0, clock);
  while (live_threads() > 0) self.park(clock.deadline_after(Seconds{0.0001}));
}

std::shared_ptr<Thread> Runtime::make_main() {
  Thread::Options options;
  options.name = "MainThread";
  options.daemon = false;
  auto thread = std::make_shared<Thread>(Thread::Key{}, *this, state_->creator, State::main_id, std::move(options));
  record(state_->creator, EventKind::thread_create, thread->id(), add_text(state_->creator, "MainThread"), thread_is_main);
  return thread;
}

std::shared_ptr<Thread> Thread::create(Runtime& runtime, Waiter& creator, Options options) {
  Runtime::State& state = *runtime.state_;
  if (!options.daemon) {
    const std::shared_ptr<Thread> parent = runtime.find(creator.thread());
    options.daemon = parent != nullptr && !parent->hidden() && parent->daemon();
  }
  ThreadId id = 0;
  {
    GuardLock guarded(state.guard);
    id = state.next_id++;
    if (options.name.empty()) {
      options.name = "Thread-" + std::to_string(state.next_default_name++);
      if (!options.target_name.empty()) options.name += " (" + options.target_name + ")";
    }
  }
  const std::uint8_t flags =
      static_cast<std::uint8_t>((*options.daemon ? thread_is_daemon : 0) | (options.hidden ? thread_is_console : 0));
  const TextId name = add_text(creator, options.name);
  auto thread = std::make_shared<Thread>(Key{}, runtime, creator, id, std::move(options));
  thread->trace(creator, EventKind::thread_create, name, flags);
  return thread;
}

Thread& Runtime::main_thread() noexcept { return *state_->main; }

void Runtime::launch_main(std::function<void()> body) {
  state_->main->body_ = std::move(body);
  enter(state_->main, launcher().listener());
  launch(state_->main);
}

void Runtime::adopt_main() {
  enter(state_->main);
  bind_this_thread(state_->main.get());
  state_->main->begin();
}

void Runtime::leave_main() {
  state_->main->finish(ThreadEnd::returned);
  bind_this_thread(nullptr);
}

std::string Runtime::next_dummy_name() {
  GuardLock guarded(state_->guard);
  return "Dummy-" + std::to_string(state_->next_default_name++);
}

std::shared_ptr<Thread> Runtime::adopt(std::string name) {
  Thread::Options options;
  options.daemon = true;
  options.name = std::move(name);
  if (options.name.empty()) options.name = next_dummy_name();
  // It records its own creation once it has a ring; the ring of `creator` belongs to one thread.
  Waiter untraced(0, clock());
  std::shared_ptr<Thread> thread = Thread::create(*this, untraced, std::move(options));
  enter(thread);
  Waiter& self = thread->waiter();
  bind_this_thread(thread.get());
  thread->trace(self, EventKind::thread_create, add_text(self, thread->name()), thread_is_daemon);
  thread->begin();
  return thread;
}

void Runtime::leave_adopted(Thread& thread) noexcept {
  thread.finish(ThreadEnd::returned);
  bind_this_thread(nullptr);
}

std::shared_ptr<Thread> Runtime::launch_hidden(Thread::Options options, Waiter* creator) {
  options.hidden = true;
  std::shared_ptr<Thread> thread = Thread::create(*this, creator != nullptr ? *creator : state_->creator, std::move(options));
  try {
    enter(thread, launcher().listener());
    launch(thread);
  } catch (...) {
    // Without a creator the thread's destructor has no waiter to record its end with.
    if (creator == nullptr) record(state_->creator, EventKind::object_end, thread->id());
    throw;
  }
  return thread;
}

const Clock& Runtime::clock() const noexcept { return *state_->clock; }

Tracer* Runtime::tracer() const noexcept { return state_->options.tracer; }

void Runtime::enter(const std::shared_ptr<Thread>& thread, WakeListener* listener) {
  // Created before the guard is taken, since a ring is large.
  TraceRing* const ring = tracer() != nullptr ? &tracer()->make_ring(thread->waiter_.thread()) : nullptr;
  try {
    enter_with(thread, ring, listener);
  } catch (...) {
    if (ring != nullptr) tracer()->retire_ring(*ring);
    throw;
  }
}

void Runtime::enter_with(const std::shared_ptr<Thread>& thread, TraceRing* ring, WakeListener* listener) {
  State& state = *state_;
  GuardLock guarded(state.guard);
  if (thread->state() != Thread::State::initial) throw Error(ErrorType::RuntimeError, "threads can only be started once");
  if (finalizing()) throw Error(ErrorType::RuntimeError, "can't create new thread at interpreter shutdown");
  if (state.live.size() >= state.options.max_threads) throw Error(ErrorType::RuntimeError, "can't start new thread");
  state.live.push_back(thread);
  state.live_count.fetch_add(1, std::memory_order_relaxed);
  {
    // Against set_daemon, which checks the state under this guard.
    GuardLock thread_guarded(thread->guard_);
    thread->state_.store(Thread::State::starting, std::memory_order_release);
  }
  thread->waiter_.ring = ring;
  thread->waiter_.listener = listener;
  if (stopping()) thread->waiter_.request(stop_request);
}

Launcher& Runtime::launcher() noexcept {
  return state_->options.launcher != nullptr ? *state_->options.launcher : WorkerPool::shared();
}

void Runtime::launch(std::shared_ptr<Thread> thread) {
  try {
    launcher().launch(thread);
  } catch (...) {
    // The thread is as if it had never been started.
    unregister(*thread, Thread::State::initial);
    leave();
    throw;
  }
}

std::shared_ptr<Thread> Runtime::unregister(Thread& thread, Thread::State now) noexcept {
  State& state = *state_;
  GuardLock guarded(state.guard);
  const auto place = std::ranges::find(state.live, &thread, &std::shared_ptr<Thread>::get);
  assert(place != state.live.end());
  std::shared_ptr<Thread> self = std::move(*place);
  state.live.erase(place);
  // Set under the guard: a main thread that finds no other thread left continues at once, and none may still report to be alive.
  thread.state_.store(now, std::memory_order_release);
  while (!state.shutdown_joiners.empty()) state.shutdown_joiners.grant_front();
  if (thread.waiter_.ring != nullptr) tracer()->retire_ring(*std::exchange(thread.waiter_.ring, nullptr));
  return self;
}

void Runtime::leave() noexcept {
  // Release, so that a thread that sees 0 sees all that the run's threads did. Nothing of the run is accessed afterwards.
  state_->live_count.fetch_sub(1, std::memory_order_release);
}

std::vector<std::shared_ptr<Thread>> Runtime::enumerate() const {
  GuardLock guarded(state_->guard);
  std::vector<std::shared_ptr<Thread>> threads;
  for (const auto& thread : state_->live)
    if (!thread->hidden()) threads.push_back(thread);
  return threads;
}

std::size_t Runtime::active_count() const { return enumerate().size(); }

std::shared_ptr<Thread> Runtime::find(ThreadId id) const {
  GuardLock guarded(state_->guard);
  for (const auto& thread : state_->live)
    if (thread->waiter_.thread() == id) return thread;
  return nullptr;
}

void Runtime::set_excepthook(ExceptHook hook) { state_->excepthook = std::move(hook); }

std::uint32_t Runtime::next_executor_number() noexcept {
  return state_->next_executor_number.fetch_add(1, std::memory_order_relaxed);
}

namespace {

std::string text_of(const std::exception_ptr& exception) {
  try {
    std::rethrow_exception(exception);
  } catch (const Error& error) {
    const std::string message = error.what();
    return error_name(error.type()) + (message.empty() ? "" : ": " + message);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

void write_exception(const char* in, const Thread& thread, const std::exception_ptr& exception) {
  std::fprintf(stderr, "Exception in %s%s:\n%s\n", in, thread.name().c_str(), text_of(exception).c_str());
}

}  // namespace

void Runtime::call_excepthook(Thread& thread, std::exception_ptr exception) noexcept {
  if (!state_->excepthook) return write_exception("thread ", thread, exception);
  try {
    state_->excepthook(ExceptHookArgs{thread, exception});
  } catch (...) {
    write_exception("threading.excepthook of thread ", thread, std::current_exception());
  }
}

void Runtime::finalize(Waiter& self) {
  GuardLock guarded(state_->guard);
  state_->finalizing.store(true, std::memory_order_release);
  for (const auto& thread : state_->live)
    if (&thread->waiter_ != &self) thread->waiter_.request(stop_request);
}

bool Runtime::finalizing() const noexcept { return state_->finalizing.load(std::memory_order_acquire); }

void Runtime::stop() noexcept {
  GuardLock guarded(state_->guard);
  state_->stopping.store(true, std::memory_order_release);
  for (const auto& thread : state_->live) thread->waiter_.request(stop_request);
}

bool Runtime::stopping() const noexcept { return state_->stopping.load(std::memory_order_acquire); }

void Runtime::interrupt_main() noexcept { state_->main->waiter_.request(interrupt_request); }

std::size_t Runtime::live_threads() const noexcept { return state_->live_count.load(std::memory_order_acquire); }

Runtime::JoinNonDaemons::JoinNonDaemons(Runtime& runtime)
    : QueuedWait(OperationKind::shutdown_join, nullptr), runtime_(runtime) {}

Progress Runtime::JoinNonDaemons::poll(Waiter& self) {
  GuardLock guarded(runtime_.state_->guard);
  if (!runtime_.state_->others_to_join()) {
    runtime_.state_->shutdown_joiners.remove(node_);
    return Progress::done;
  }
  if (!node_.queued()) {
    node_.reuse();  // A thread has left, but others are still there, or new ones.
    runtime_.state_->shutdown_joiners.push_back(node_, self);
  }
  return Progress::pending;
}

Progress Runtime::JoinNonDaemons::cancel(Waiter&, CancelReason why) {
  GuardLock guarded(runtime_.state_->guard);
  return give_up(runtime_.state_->shutdown_joiners, why);
}

}  // namespace threadbox
