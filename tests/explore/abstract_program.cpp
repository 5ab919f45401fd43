#include "abstract_program.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <utility>

namespace threadbox::explore {

namespace {

using script::Access;
using Kind = Operation::Kind;

constexpr std::size_t objects = 32;

/// One run of a program.
class World {
 public:
  explicit World(const AbstractProgram& program)
      : program_(program), threads_(program.threads.size()), variables_(objects), owners_(objects, 0), semaphores_(objects, 1) {
    for (std::size_t thread = 0; thread < threads_.size(); ++thread) {
      threads_[thread].local = program.local;
      advance(thread);
    }
  }

  /// The threads that can make a step. If there are none, time passes until there are.
  std::vector<ThreadId> able() {
    std::vector<ThreadId> able = able_now();
    jumped_ = false;
    std::optional<int> first;
    for (const Thread& thread : threads_)
      if (thread.deadline) first = std::min(first.value_or(*thread.deadline), *thread.deadline);
    if (!able.empty() || !first) return able;
    now_ = *first;
    jumped_ = true;
    return able_now();
  }
  [[nodiscard]] bool jumped() const noexcept { return jumped_; }

  [[nodiscard]] std::vector<StuckThread> blocked() const {
    std::vector<StuckThread> blocked;
    for (std::size_t thread = 0; thread < threads_.size(); ++thread)
      if (next_of(thread) != nullptr && !is_able(thread))
        blocked.push_back({static_cast<ThreadId>(thread + 1), footprint(thread), 0, {}});
    return blocked;
  }

  /// Has the thread make its step. Returns what that accesses.
  Footprint step(ThreadId id) {
    const std::size_t index = id - 1;
    Footprint accesses = footprint(index);
    Thread& thread = threads_[index];
    const Operation& operation = *next_of(index);
    ThreadId& owner = owners_[operation.object];
    ++thread.at;
    switch (operation.kind) {
      case Kind::load: thread.local = variables_[operation.object]; break;
      case Kind::store: variables_[operation.object] = thread.local + operation.value; break;
      case Kind::acquire: owner = id; break;
      case Kind::release: owner = owner == id ? 0 : owner; break;
      case Kind::attempt:
        thread.local = owner == 0 ? 1 : 0;
        owner = owner == 0 ? id : owner;
        break;
      case Kind::down: --semaphores_[operation.object]; break;
      case Kind::up: ++semaphores_[operation.object]; break;
      case Kind::sleep: thread.deadline.reset(); break;
      case Kind::skip: break;
      case Kind::scan:
        if (variables_[static_cast<std::size_t>(thread.local)] == 0) break;
        --thread.local;
        --thread.at;
    }
    advance(index);
    return accesses;
  }

 private:
  struct Thread {
    std::size_t at = 0;
    int local = 0;
    std::optional<int> deadline;
  };

  [[nodiscard]] const Operation* next_of(std::size_t thread) const {
    const auto& operations = program_.threads[thread];
    return threads_[thread].at < operations.size() ? &operations[threads_[thread].at] : nullptr;
  }

  /// Goes on to the next operation that is a step.
  void advance(std::size_t index) {
    Thread& thread = threads_[index];
    for (const Operation* next = next_of(index); next != nullptr && next->kind == Kind::skip; next = next_of(index))
      thread.at += thread.local == next->value ? 1 : 1 + next->count;
    const Operation* next = next_of(index);
    if (next != nullptr && next->kind == Kind::sleep) thread.deadline = now_ + next->value;
  }

  [[nodiscard]] bool is_able(std::size_t thread) const {
    const Operation* next = next_of(thread);
    if (next == nullptr) return false;
    switch (next->kind) {
      case Kind::acquire: return owners_[next->object] == 0;
      case Kind::down: return semaphores_[next->object] > 0;
      case Kind::sleep: return *threads_[thread].deadline <= now_;
      default: return true;
    }
  }

  [[nodiscard]] std::vector<ThreadId> able_now() const {
    std::vector<ThreadId> able;
    for (std::size_t thread = 0; thread < threads_.size(); ++thread)
      if (is_able(thread)) able.push_back(static_cast<ThreadId>(thread + 1));
    return able;
  }

  /// What the thread's next step accesses.
  [[nodiscard]] Footprint footprint(std::size_t thread) const {
    const Operation& next = *next_of(thread);
    const bool is_free = owners_[next.object] == 0, is_positive = semaphores_[next.object] > 0;
    const auto place = [](std::size_t kind, std::size_t object) { return static_cast<script::Place>(kind * objects + object); };
    constexpr auto read = Access::Mode::read, write = Access::Mode::write;
    switch (next.kind) {
      case Kind::load: return {{place(0, next.object), read}};
      case Kind::store: return {{place(0, next.object), write}};
      case Kind::acquire: return {{place(1, next.object), write, true, is_free}};
      case Kind::release: return {{place(1, next.object), write, false, is_free}};
      case Kind::attempt: return {{place(1, next.object), is_free ? write : read, false, is_free}};
      case Kind::down: return {{place(2, next.object), write, true, is_positive}};
      case Kind::up: return {{place(2, next.object), write, false, is_positive}};
      case Kind::scan: return {{place(0, static_cast<std::size_t>(threads_[thread].local)), read}};
      case Kind::sleep:
      case Kind::skip: break;
    }
    return {};
  }

  const AbstractProgram& program_;
  std::vector<Thread> threads_;
  std::vector<int> variables_;
  std::vector<ThreadId> owners_;
  std::vector<int> semaphores_;
  int now_ = 0;
  bool jumped_ = false;
};

/// A run's steps, by thread, each with the steps of other threads that it comes after.
class Trace {
 public:
  explicit Trace(std::size_t threads) : of_thread_(threads + 1) {}

  void add(ThreadId thread, Footprint footprint, bool after_jump) {
    if (after_jump) floor_ = steps_.size();
    std::vector<std::string> causes;
    for (std::size_t i = floor_; i < steps_.size(); ++i)
      if (steps_[i].thread != thread && conflict(steps_[i].footprint, footprint)) causes.push_back(steps_[i].name);
    std::ranges::sort(causes);
    std::string& own = of_thread_[thread];
    const std::string name = std::to_string(thread) + "." + std::to_string(own.size());
    own += floor_ > 0 ? "[late" : "[";
    for (const std::string& cause : causes) own += " " + cause;
    own += "]";
    steps_.push_back({thread, std::move(footprint), name});
  }

  [[nodiscard]] std::string text() const {
    std::string text;
    for (const std::string& each : of_thread_) text += each + "\n";
    return text;
  }

 private:
  struct Step {
    ThreadId thread;
    Footprint footprint;
    std::string name;
  };
  std::vector<std::string> of_thread_;
  std::vector<Step> steps_;
  std::size_t floor_ = 0;
};

}  // namespace

AbstractResult explore(const AbstractProgram& program, Search& search, std::uint64_t most_runs, bool counts_only) {
  AbstractResult result;
  while (!result.is_over && result.runs < most_runs) {
    World world(program);
    Trace trace(program.threads.size());
    std::vector<StuckThread> blocked;
    const std::function<std::span<const StuckThread>()> find_blocked = [&] {
      blocked = world.blocked();
      return std::span<const StuckThread>(blocked);
    };
    ThreadId last = 0;
    bool is_complete = true;
    std::vector<ThreadId> able = world.able();
    for (std::size_t step = 0; !able.empty() && is_complete; ++step) {
      const std::optional<ThreadId> chosen = search.choose({step, able, last, world.jumped(), 0, &find_blocked});
      is_complete = chosen.has_value();
      if (!chosen) break;
      const bool jumped = world.jumped();
      const Footprint footprint = world.step(*chosen);
      search.made(footprint);
      if (!counts_only) trace.add(*chosen, footprint, jumped);
      last = *chosen;
      able = world.able();
    }
    ++result.runs;
    if (is_complete) ++result.traces[trace.text()];
    blocked = is_complete ? world.blocked() : std::vector<StuckThread>();
    result.is_over = !search.next_run(blocked);
  }
  return result;
}

AbstractProgram random_abstract_program(std::uint32_t seed) {
  std::mt19937 numbers(seed);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(numbers() % n); };
  AbstractProgram program;
  const std::size_t threads = 2 + below(3), variables = 1 + below(3), locks = 1 + below(2);
  const std::size_t most = threads == 2 ? 5 : threads == 3 ? 3 : 2;
  for (std::size_t thread = 0; thread < threads; ++thread) {
    std::vector<Operation> own;
    const auto access = [&] { own.push_back({below(2) == 0 ? Kind::load : Kind::store, below(variables), 1}); };
    for (std::size_t left = 1 + below(most); left > 0; --left) {
      const std::size_t lock = below(locks), other = below(locks);
      switch (below(11)) {
        case 0:
        case 1: own.push_back({Kind::load, below(variables)}); break;
        case 2:
        case 3: own.push_back({Kind::store, below(variables), static_cast<int>(1 + below(3))}); break;
        case 4:
          own.push_back({Kind::acquire, lock});
          if (below(2) == 0) access();
          if (below(6) != 0) own.push_back({Kind::release, lock});
          break;
        case 5:
          if (lock == other) break;
          own.insert(own.end(), {{Kind::acquire, lock}, {Kind::acquire, other}, {Kind::release, other}, {Kind::release, lock}});
          break;
        case 6:
          own.push_back({Kind::load, below(variables)});
          own.push_back({Kind::skip, 0, static_cast<int>(below(2)), 1});
          access();
          break;
        case 7:
          own.push_back({Kind::down, below(2)});
          if (below(2) == 0) access();
          if (below(4) != 0) own.push_back({Kind::up, below(2)});
          break;
        case 8: own.push_back({Kind::up, below(2)}); break;
        case 9: {
          const bool holds = below(2) == 0;
          if (holds) own.push_back({Kind::acquire, lock});
          own.push_back({Kind::sleep, 0, static_cast<int>(1 + below(2))});
          if (holds) own.push_back({Kind::release, lock});
          break;
        }
        default:
          own.insert(own.end(), {{Kind::attempt, lock}, {Kind::skip, 0, 1, 2}});
          own.push_back({Kind::store, below(variables), 1});
          own.push_back({Kind::release, lock});
      }
    }
    program.threads.push_back(std::move(own));
  }
  return program;
}

AbstractProgram abstract_last_zero(std::size_t n) {
  AbstractProgram program{{{{Kind::scan}}}, static_cast<int>(n)};
  for (std::size_t i = 1; i <= n; ++i) program.threads.push_back({{Kind::load, i - 1}, {Kind::store, i, 1}});
  return program;
}

std::string AbstractProgram::text() const {
  static constexpr const char* names[] = {"load", "store", "acquire", "release", "attempt",
                                          "down", "up",    "sleep",   "skip",    "scan"};
  std::string text;
  for (const auto& thread : threads) {
    for (const Operation& each : thread)
      text += std::string(names[static_cast<std::size_t>(each.kind)]) + " " + std::to_string(each.object) + " " +
              std::to_string(each.value) + "; ";
    text += "\n";
  }
  return text;
}

}  // namespace threadbox::explore
