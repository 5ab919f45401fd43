#include "engine/run.h"

#include "engine/access.h"
#include "engine/fiber.h"
#include "engine/locations.h"
#include "engine/memory.h"
#include "engine/world.h"

#include <threadbox/sync/blocking.h>

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace threadbox::model {

namespace {

constexpr int largest_thread_count = memory::region_count - 1;
constexpr int largest_store_count = 4;
constexpr TimeNs begin_ns = 1'000'000'000;

struct DelayedStore {
  void* word;
  std::uint64_t bits;
  std::uint64_t size;
};

struct ThreadState {
  enum class Status : std::uint64_t { ready, wants_guard, sleeps, ended };
  Status status;
  const void* on;  ///< The guard that it wants, or the word that it sleeps on.
  TimeNs deadline;  ///< 0: none.
  Locations::Guards guards;  ///< Those that it holds.
  Waiter* bound;
  std::uint64_t stopped;
  std::uint64_t store_count;
  DelayedStore stores[largest_store_count];
};

/// An Atomic that is no part of a meeting; it begins each run with what it held at first.
struct GlobalWord {
  void* address;
  std::size_t size;
  std::uint64_t first;
};

struct World {
  bool active = false;
  RunOptions options;
  Locations locations;
  int running = -1;  ///< The thread that runs; negative: none does.
  int thread_count = 0;
  TimeNs now = begin_ns;
  ThreadState threads[largest_thread_count];
  std::function<void()> bodies[largest_thread_count];
  Waiter* waiters[largest_thread_count];
  std::string failure;
  std::vector<GlobalWord> globals;
};

World world;
Stack stacks[largest_thread_count];

ThreadState* running() noexcept { return world.running >= 0 ? &world.threads[world.running] : nullptr; }

void suspend() noexcept { stacks[world.running].suspend(); }

[[gnu::noinline]] void register_global(void* address, std::size_t size) noexcept {
  for (const GlobalWord& global : world.globals)
    if (global.address == address) return;
  const int region = memory::use(-1);
  GlobalWord global{address, size, 0};
  std::memcpy(&global.first, address, size);
  world.globals.push_back(global);
  memory::use(region);
}

bool is_shared_by_runs(const void* address) noexcept {
  if (memory::contains(address)) return false;
  for (const Stack& stack : stacks)
    if (stack.contains(address)) return false;
  return true;
}

void complete_oldest(ThreadState& thread) noexcept {
  const DelayedStore& oldest = thread.stores[0];
  std::memcpy(oldest.word, &oldest.bits, oldest.size);
  --thread.store_count;
  for (std::uint64_t i = 0; i < thread.store_count; ++i) thread.stores[i] = thread.stores[i + 1];
  thread.stores[thread.store_count] = {};
}

void run_body() noexcept {
  const int number = world.running;
  try {
    world.bodies[number]();
  } catch (const ThreadStopped&) {
    world.threads[number].stopped = 1;
  } catch (const Error& error) {
    fail(error_name(error.type()));
  } catch (...) {
    fail("a thread ended by an exception");
  }
  complete_stores();
  world.threads[number].status = ThreadState::Status::ended;
  suspend();
}

void begin_thread(std::function<void()> body, Waiter* waiter) {
  if (world.thread_count == largest_thread_count) return fail("too many threads for the model");
  const int number = world.thread_count++;
  world.threads[number] = {};
  world.threads[number].bound = waiter;
  world.waiters[number] = waiter;
  world.bodies[number] = std::move(body);
  stacks[number].prepare(run_body);
}

/// Prints the next access of the running thread, for a person who follows a replay.
void tell(const char* what, const void* word, std::size_t size) noexcept {
  if (!world.options.told) return;
  std::uint64_t value = 0;
  std::memcpy(&value, word, size);
  std::fprintf(stderr, "%c: %s %p (%llx)\n", 'a' + world.running, what, word, static_cast<unsigned long long>(value));
}

}  // namespace

// --- What the rooms ask, by way of the instrumented headers and the platform.

void before_access(const void* word, std::size_t size, bool writes) noexcept {
  if (!world.active) return;
  if (word != &world.now && is_shared_by_runs(word)) register_global(const_cast<void*>(word), size);
  const ThreadState* thread = running();
  if (thread == nullptr) return;
  tell(writes ? "writes" : "reads", word, size);
  const bool noticed = world.locations.note(word, world.running, writes, thread->guards);
  if (noticed || world.options.every_access) suspend();
}

const std::uint64_t* delayed_store(const void* word) noexcept {
  const ThreadState* thread = running();
  if (thread == nullptr) return nullptr;
  for (std::uint64_t i = thread->store_count; i > 0; --i)
    if (thread->stores[i - 1].word == word) return &thread->stores[i - 1].bits;
  return nullptr;
}

bool delay_store(void* word, std::uint64_t bits, std::size_t size) noexcept {
  ThreadState* thread = running();
  if (thread == nullptr || !world.options.delayed_stores) return false;
  if (thread->store_count == largest_store_count) complete_oldest(*thread);
  thread->stores[thread->store_count++] = {word, bits, size};
  return true;
}

void complete_stores() noexcept {
  ThreadState* thread = running();
  while (thread != nullptr && thread->store_count > 0) complete_oldest(*thread);
}

void lock_guard(std::uint32_t& holder) noexcept {
  ThreadState* thread = running();
  if (thread == nullptr) return;
  tell("takes the guard", &holder, sizeof holder);
  thread->status = ThreadState::Status::wants_guard;
  thread->on = &holder;
  suspend();
  complete_stores();
  holder = static_cast<std::uint32_t>(world.running) + 1;
  const auto place = std::find(thread->guards.begin(), thread->guards.end(), nullptr);
  if (place == thread->guards.end()) return fail("a thread holds too many guards for the model");
  *place = &holder;
}

// Others are not let on here: giving a guard back commutes with all that they can do until one takes it.
void unlock_guard(std::uint32_t& holder) noexcept {
  ThreadState* thread = running();
  if (thread == nullptr) return;
  tell("gives back the guard", &holder, sizeof holder);
  complete_stores();
  holder = 0;
  std::replace(thread->guards.begin(), thread->guards.end(), static_cast<const void*>(&holder),
               static_cast<const void*>(nullptr));
}

bool holds_no_guard() noexcept {
  const ThreadState* thread = running();
  return thread == nullptr || thread->guards == Locations::Guards{};
}

TimeNs now_ns() noexcept {
  before_access(&world.now, sizeof world.now, false);
  return world.now;
}

void sleep_on(const void* word, std::optional<std::uint64_t> timeout_ns) noexcept {
  ThreadState* thread = running();
  if (thread == nullptr) return fail("no thread may sleep outside of a run");
  tell("sleeps on", word, sizeof(std::uint32_t));
  complete_stores();
  if (!holds_no_guard()) return fail("a thread sleeps while it holds a guard");
  thread->status = ThreadState::Status::sleeps;
  thread->on = word;
  thread->deadline = timeout_ns ? world.now + *timeout_ns : 0;
  suspend();
}

void wake_one(const void* word) noexcept {
  step();
  for (int i = 0; i < world.thread_count; ++i) {
    ThreadState& thread = world.threads[i];
    if (thread.status != ThreadState::Status::sleeps || thread.on != word) continue;
    tell("wakes the sleeper on", word, sizeof(std::uint32_t));
    thread.status = ThreadState::Status::ready;
    thread.on = nullptr;
    thread.deadline = 0;
    return;
  }
}

void fail(const char* why) noexcept {
  const int region = memory::use(-1);
  if (world.failure.empty()) world.failure = why;
  if (!world.active) {
    std::fprintf(stderr, "outside of a run: %s\n", why);
    std::abort();
  }
  if (world.running >= 0) suspend();  // For good: a failed run does not go on.
  memory::use(region);
}

// --- What meetings say.

void expect(bool holds, const char* law) {
  if (!holds) fail(law);
}

void step() noexcept {
  if (world.running >= 0) suspend();
}

void let_pass(Seconds time) {
  before_access(&world.now, sizeof world.now, true);
  world.now += static_cast<TimeNs>(time.count() * 1e9);
}

void spawn(std::function<void()> body) { begin_thread(std::move(body), nullptr); }

void Meeting::thread(std::function<void()> body) {
  const auto ident = static_cast<ThreadId>(world.thread_count + 1);
  begin_thread(std::move(body), new Waiter(ident, clock));
}

Waiter& Meeting::waiter(int number) { return *world.waiters[number]; }
bool Meeting::sleeps(int number) { return world.threads[number].status == ThreadState::Status::sleeps; }
bool Meeting::ended(int number) { return world.threads[number].status == ThreadState::Status::ended; }
bool Meeting::was_stopped(int number) { return world.threads[number].stopped != 0; }

int Meeting::sleeping() {
  int count = 0;
  for (int i = 0; i < world.thread_count; ++i) count += sleeps(i) ? 1 : 0;
  return count;
}

// --- The run.

Run::Run(const MeetingMaker& make, RunOptions options) {
  assert(!world.active);
  memory::reset();
  for (const GlobalWord& global : world.globals) std::memcpy(global.address, &global.first, global.size);
  world.active = true;
  world.options = options;
  world.thread_count = 0;
  world.now = begin_ns;
  world.failure.clear();
  memory::use(0);
  meeting_ = make();
  memory::use(-1);
  // Until its first access a thread does not affect others.
  for (int i = 0; i < world.thread_count; ++i) perform({static_cast<std::uint8_t>(i), Choice::Kind::step});
}

Run::~Run() {
  // One that is not at its end is left where it stands; its memory is used again.
  const bool ended = all_ended() && world.failure.empty();
  memory::use(0);
  if (!ended) static_cast<void>(meeting_.release());
  meeting_.reset();
  for (int i = 0; i < world.thread_count; ++i) {
    world.bodies[i] = nullptr;
    if (ended) delete world.waiters[i];
  }
  memory::use(-1);
  world.active = false;
}

void Run::collect(std::vector<Choice>& into) const {
  into.clear();
  if (!world.failure.empty()) return;
  for (int i = 0; i < world.thread_count; ++i) {
    const ThreadState& thread = world.threads[i];
    const auto number = static_cast<std::uint8_t>(i);
    const bool wants_guard = thread.status == ThreadState::Status::wants_guard;
    if (thread.status == ThreadState::Status::ready || (wants_guard && *static_cast<const std::uint32_t*>(thread.on) == 0))
      into.push_back({number, Choice::Kind::step});
    if (thread.status == ThreadState::Status::sleeps && thread.deadline != 0) into.push_back({number, Choice::Kind::expire});
    if (thread.store_count > 0) into.push_back({number, Choice::Kind::complete});
  }
}

void Run::perform(Choice choice) {
  ThreadState& thread = world.threads[choice.thread];
  if (choice.kind == Choice::Kind::complete) return complete_oldest(thread);
  if (choice.kind == Choice::Kind::expire) {
    if (world.now < thread.deadline) {
      world.locations.note(&world.now, choice.thread, true, {});
      world.now = thread.deadline;
    }
    thread.status = ThreadState::Status::ready;
    thread.on = nullptr;
    thread.deadline = 0;
    return;
  }
  if (thread.status == ThreadState::Status::wants_guard) {
    thread.status = ThreadState::Status::ready;
    thread.on = nullptr;
  }
  world.running = choice.thread;
  Waiter* const bound = std::exchange(detail::bound_waiter, thread.bound);
  memory::use(choice.thread + 1);
  stacks[choice.thread].resume();
  memory::use(-1);
  thread.bound = std::exchange(detail::bound_waiter, bound);
  world.running = -1;
}

std::uint64_t Run::hash() const {
  Hash hash;
  hash.add(world.now, static_cast<std::uint64_t>(world.thread_count));
  for (int i = 0; i < world.thread_count; ++i) {
    const ThreadState& thread = world.threads[i];
    hash.add(&thread, sizeof thread);
    if (thread.status == ThreadState::Status::ended) continue;
    const std::byte* sp = stacks[i].suspended_at();
    hash.add(sp, static_cast<std::size_t>(stacks[i].top() - sp));
  }
  for (const GlobalWord& global : world.globals) hash.add(global.address, global.size);
  memory::hash_into(hash);
  return hash.value();
}

bool Run::take_news() { return world.locations.take_news(); }

void Run::forget_locations() { world.locations.forget(); }

void Run::check_quiet() { meeting_->when_quiet(); }

void Run::check_end() {
  if (all_ended()) return meeting_->at_end();
  if (!meeting_->may_sleep_for_ever()) fail("a thread sleeps for ever");
}

bool Run::all_ended() const {
  for (int i = 0; i < world.thread_count; ++i)
    if (world.threads[i].status != ThreadState::Status::ended) return false;
  return true;
}

const std::string& Run::failure() const { return world.failure; }

}  // namespace threadbox::model

/// A failed assertion of the rooms fails the run, so that its schedule is told. In place of the C library's.
extern "C" void __assert_fail(const char* assertion, const char*, unsigned int, const char*) noexcept {
  threadbox::model::fail(assertion);
  std::abort();
}
