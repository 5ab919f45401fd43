#include "script/machine/spin_watch.h"

#include "script/machine/frame.h"
#include "script/machine/vm.h"
#include "script/values/as.h"
#include "script/values/floats.h"
#include "script/values/iterators.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <string_view>
#include <utility>

namespace threadbox::script {

namespace {

// Longer passes are not recognized.
constexpr std::size_t most_moments = 256, most_reads = 1024, most_toggles = 256;
// So often the same places are read in passes that differ in the thread's variables, before the thread yields.
constexpr std::size_t passes_before_yielding = 20;

constexpr std::uint64_t mixed(std::uint64_t into, std::uint64_t word) noexcept {
  into = (into ^ word) * 0x9e3779b97f4a7c15;
  return into ^ (into >> 29);
}

constexpr std::uint64_t mark_of(Place place) noexcept { return std::uint64_t{1} << (place % 64); }

/// Whether all that was taken since then was given back, or, if it `may_hold` what it gives, taken again.
template <typename Toggle>
bool is_balanced(std::span<const Toggle> toggles, bool may_hold) {
  return std::ranges::all_of(toggles, [&](const Toggle& each) {
    int sum = 0, least = 0;
    for (const Toggle& other : toggles)
      if (other.place == each.place) least = std::min(least, sum += other.by);
    return sum == 0 && (least == 0 || may_hold);
  });
}

}  // namespace

SpinWatch::Log& SpinWatch::log(ThreadId thread) {
  if (thread >= logs_.size()) logs_.resize(thread + 1);
  return logs_[thread];
}

void SpinWatch::forget(Log& log) noexcept {
  log.moments.clear();
  log.reads.clear();
  log.toggles.clear();
  log.marks = 0;
  log.waits = log.clocks = 0;
  if (log.standing == Standing::sleeps) {
    log.standing = Standing::goes_on;
    log.looks.clear();
  }
}

// --- the state of a thread

/// Values that are equal and cannot change are alike; other objects only if they are the same. An iterator is where it is.
void SpinWatch::mix(Moment& moment, Value value, bool is_operand) {
  std::uint64_t word = value.word();
  if (value.is_object()) {
    if (const auto* number = as<Float>(value)) {
      word = std::bit_cast<std::uint64_t>(number->value);
    } else if (const auto* text = as<Str>(value)) {
      word = std::hash<std::string_view>{}(text->text);
    } else if (const auto* any = as<Iterator>(value)) {
      word = ++unlike_;
      if (any->kind == Iterator::Kind::list) word = mixed(value.word(), static_cast<const ListIterator*>(any)->at);
      if (any->kind == Iterator::Kind::range)
        word = mixed(value.word(), static_cast<std::uint64_t>(static_cast<const RangeIterator*>(any)->left));
      // A loop that comes nearer to its end is none that polls.
      if (is_operand) moment.control = mixed(moment.control, word);
    } else if (as<NamedGenerator>(value) != nullptr || as<Stepper>(value) != nullptr) {
      word = ++unlike_;
      if (is_operand) moment.control = mixed(moment.control, word);
    }
  }
  moment.variables = mixed(moment.variables, word);
}

SpinWatch::Moment SpinWatch::moment_of(VmThread& thread) {
  const Log& own = log(thread.waiter().thread());
  Moment moment{.reads = own.reads.size(), .toggles = own.toggles.size(), .waits = own.waits, .clocks = own.clocks};
  for (const Frame* frame = thread.frame(); frame != nullptr; frame = frame->below) {
    moment.control = mixed(moment.control, reinterpret_cast<std::uintptr_t>(frame->code));
    moment.control = mixed(moment.control, std::uint64_t{frame->next} << 32 | frame->depth());
    moment.variables = mixed(moment.variables, frame->handled.word());
    for (const Value* value = frame->slots; value != frame->top; ++value) mix(moment, *value, value >= frame->stack);
  }
  return moment;
}

// --- what it does

/// Whether one of the program's functions that it is in has a loop.
bool SpinWatch::is_in_loop(const VmThread& thread) {
  for (const Frame* frame = thread.frame(); frame != nullptr; frame = frame->below) {
    if (frame->code->depth != Code::whole_depth) continue;  // A module's of Threadbox.
    auto known = std::ranges::find(loops_, frame->code, &std::pair<const Code*, bool>::first);
    if (known == loops_.end()) {
      const auto goes_back = [](Instruction each) { return each.opcode() == Opcode::jump_backward_; };
      loops_.emplace_back(frame->code, std::ranges::any_of(frame->code->code->instructions, goes_back));
      known = std::prev(loops_.end());
    }
    if (known->second) return true;
  }
  return false;
}

bool SpinWatch::matters(VmThread& thread, const Footprint& accesses) {
  const auto changes = [](const Access& each) { return each.mode != Access::Mode::read && !each.needs_open && each.was_open; };
  return std::ranges::none_of(accesses, changes) && is_in_loop(thread);
}

void SpinWatch::arrives(VmThread& thread, bool ignores_waits) {
  Log& own = log(thread.waiter().thread());
  if (own.moments.size() >= most_moments || own.reads.size() >= most_reads || own.toggles.size() >= most_toggles) forget(own);
  const Moment now = moment_of(thread);
  const auto is_balanced_since = [&](const Moment& each) {
    const bool may_hold = each.waits < now.waits && !ignores_waits;
    return is_balanced(std::span<const Toggle>(own.toggles).subspan(each.toggles), may_hold);
  };
  const auto is_here = [&](const Moment& each) { return each.control == now.control && is_balanced_since(each); };
  const auto last = std::find_if(own.moments.rbegin(), own.moments.rend(), is_here);
  if (last != own.moments.rend()) {
    const Moment since = *last;
    const bool is_same = since.variables == now.variables;
    if (is_same || since.clocks < now.clocks) {
      settle(own, since, now, is_same, ignores_waits);
    } else if (since.waits == now.waits) {
      const auto before = std::find_if(std::next(last), own.moments.rend(), is_here);
      const auto passes = static_cast<std::size_t>(std::ranges::count_if(own.moments, is_here));
      const auto reads_of = [&](std::size_t begin, std::size_t end) { return std::span(own.reads).subspan(begin, end - begin); };
      if (passes >= passes_before_yielding && before != own.moments.rend() &&
          std::ranges::equal(reads_of(since.reads, now.reads), reads_of(before->reads, since.reads)))
        settle(own, since, now, false, ignores_waits);
    }
  }
  own.moments.push_back(now);
}

/// The thread is as it was at a moment, or nearly so.
void SpinWatch::settle(Log& own, const Moment& since, const Moment& now, bool is_same, bool ignores_waits) {
  const auto reads = std::span<const Place>(own.reads).subspan(since.reads);
  const bool has_waited = since.waits < now.waits && !ignores_waits, asks = since.clocks < now.clocks;
  if (has_waited && (asks || !is_same)) return;
  own.looks.assign(reads.begin(), reads.end());
  own.standing = has_waited ? Standing::sleeps : asks ? Standing::asks_clock : is_same ? Standing::spins : Standing::yields;
  // A lock that it takes and gives back may be found taken by others, more often than they will find it now.
  const auto was_found_taken = [&](const Toggle& each) {
    return std::ranges::find(failed_tries_, each.place) != failed_tries_.end();
  };
  const bool is_exact = is_same && std::ranges::none_of(std::span(own.toggles).subspan(since.toggles), was_found_taken);
  if (!has_waited && !is_exact) has_shortened_ = true;
}

void SpinWatch::see_write(Log& other, const Access& access) {
  if (std::ranges::find(other.looks, access.place) != other.looks.end()) {
    other.standing = Standing::goes_on;
    other.looks.clear();
  }
  if ((other.marks & mark_of(access.place)) == 0) return;
  const auto last = std::find(other.reads.rbegin(), other.reads.rend(), access.place);
  if (last == other.reads.rend()) return;
  // What it was before it has read that place says nothing any more.
  const auto read = static_cast<std::size_t>(std::prev(other.reads.rend()) - last);
  const auto is_older = [read](const Moment& each) { return each.reads <= read; };
  other.moments.erase(other.moments.begin(), std::ranges::find_if_not(other.moments, is_older));
}

void SpinWatch::accesses(ThreadId thread, const Access& access) {
  Log& own = log(thread);
  if (access.mode == Access::Mode::read) {
    if (!access.was_open && !access.needs_open && std::ranges::find(failed_tries_, access.place) == failed_tries_.end())
      failed_tries_.push_back(access.place);
    if (own.moments.empty()) return;
    own.reads.push_back(access.place);
    own.marks |= mark_of(access.place);
    return;
  }
  const bool takes = access.mode == Access::Mode::write && access.needs_open;
  const bool gives = access.mode == Access::Mode::write && !access.needs_open && !access.was_open;
  const auto tried = std::ranges::find(own.tried, access.place);
  if ((takes || gives) && !own.moments.empty()) own.toggles.push_back({access.place, takes ? 1 : -1});
  else if (!takes && !gives && tried == own.tried.end()) forget(own);
  for (ThreadId each = 1; each < logs_.size(); ++each)
    if (each != thread) see_write(logs_[each], access);
}

void SpinWatch::has_waited(ThreadId thread, bool expired) {
  Log& own = log(thread);
  if (!expired) forget(own);
  own.tried.clear();
}

void SpinWatch::leaves(ThreadId thread) {
  Log& own = log(thread);
  if (own.standing == Standing::sleeps) return;
  own.looks.clear();
  own.standing = Standing::goes_on;
}

void SpinWatch::time_passes() {
  for (Log& each : logs_) {
    if (each.standing != Standing::asks_clock) continue;
    each.standing = Standing::goes_on;
    each.looks.clear();
    forget(each);
  }
}

bool SpinWatch::any_asks_clock() const noexcept {
  return std::ranges::find(logs_, Standing::asks_clock, &Log::standing) != logs_.end();
}

}  // namespace threadbox::script
