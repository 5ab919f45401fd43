#include "session/pacer.h"

#include "script/runners/program_run.h"

#include <algorithm>
#include <limits>

namespace threadbox::session {

namespace {

// Scheduling points, some tens of microseconds, between two looks at the clock: time passes within a turn, too.
constexpr std::uint64_t points_at_once = 64;

constexpr TimeNs slice_ns = 5'000'000;  // As sys.getswitchinterval().

// A step takes so long that one can see it on the timeline. So the run's time may be ahead of the real one; once it is by this much, a step
// takes just long enough to keep what happens between two looks at the clock apart.
constexpr TimeNs visible_tick_ns = 50'000, least_tick_ns = 10, most_lead_ns = 10'000'000;

}  // namespace

std::shared_ptr<const Pacer> Pacer::drive(RunOptions& options, Seconds turn) {
  const std::shared_ptr<Pacer> pacer(new Pacer(options.speed, turn));
  options.runner = RunnerKind::simulated;
  options.simulation = {.strategy = pacer};
  return pacer;
}

std::optional<script::Choice> Pacer::choose(const script::SchedulingPoint& point) {
  const auto run = [](ThreadId thread) { return script::Choice{script::Choice::Kind::run, thread}; };
  if (point.now_ns < slice_end_ns_ && std::ranges::binary_search(point.runnable, point.current)) return run(point.current);
  slice_end_ns_ = point.now_ns + slice_ns;
  const auto next = std::ranges::upper_bound(point.runnable, point.current);
  return run(next != point.runnable.end() ? *next : point.runnable.front());
}

void Pacer::advance(script::ProgramRun& run) {
  if (!clock_) clock_.emplace(speed_);
  const Clock watch;
  const TimeNs end = watch.deadline_after(turn_);
  due_in_s_ = 0;
  while (watch.now_ns() < end) {
    const TimeNs lead_ns = run.runtime().clock().now_ns() - clock_->now_ns();
    run.set_tick(lead_ns < most_lead_ns ? visible_tick_ns : least_tick_ns);
    const bool goes_on = run.step(points_at_once);
    if (run.wants_draining()) return;
    // One deadline at a time, so that threads wake in the order of their deadlines even if a frame was late.
    const bool woke = run.pass_time(clock_->now_ns());
    if (!goes_on && !woke) return rest(run);
  }
}

/// Called when the run cannot go on before a later time, or without the user.
void Pacer::rest(const script::ProgramRun& run) noexcept {
  const std::optional<TimeNs> deadline = run.next_deadline();
  due_in_s_ = deadline ? static_cast<double>(clock_->real_ns_until(*deadline)) * 1e-9 : std::numeric_limits<double>::infinity();
}

}  // namespace threadbox::session
