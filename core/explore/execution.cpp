#include "explore/execution.h"

#include "script/machine/access_watch.h"
#include "script/runners/program_run.h"

#include <algorithm>
#include <map>

namespace threadbox::explore {

namespace {

// Scheduling points in one call of step(): a thread that computes without end uses them up.
constexpr std::uint64_t points_in_a_step = 1 << 16;
constexpr unsigned most_calls_without_a_step = 64;

class Driver {
 public:
  Driver(const Subject& subject, Search& search) : subject_(subject), search_(search) {}

  Execution run(bool& again) {
    script::ProgramOptions options;
    options.filename = subject_.filename;
    options.heap_limit_bytes = subject_.heap_limit_bytes;
    options.simulation = script::SimulationOptions{
        .strategy = script::asking_strategy([this](const script::SchedulingPoint& point) { return choose(point); }),
        .preemption = script::Preemption::access,
        .record_schedule = true,
        .stepped = true};
    script::ProgramRun run(subject_.code, subject_.source, std::move(options));
    run_ = &run;
    run.start();
    drive(run);
    finish_step();
    done_.stuck = run.stuck();
    again = search_.next_run(done_.stuck);
    done_.schedule = run.schedule();
    if (!run.ended()) {
      run.stop();
      while (!run.ended()) advance(run);
    }
    run.drain(events_);
    read(run);
    conclude();
    return std::move(done_);
  }

 private:
  void drive(script::ProgramRun& run) {
    std::size_t calls = 0, steps = 0;
    while (!run.ended() && !is_over_) {
      const bool goes_on = advance(run);
      calls = done_.steps.size() == steps ? calls + 1 : 0;
      steps = done_.steps.size();
      if (!goes_on && !run.ended() && !run.wants_draining()) break;
      if (calls > most_calls_without_a_step) is_cut_ = is_over_ = true;
    }
  }

  bool advance(script::ProgramRun& run) {
    const bool goes_on = run.step(points_in_a_step);
    run.drain(events_);
    read(run);
    return goes_on;
  }

  std::optional<script::Choice> choose(const script::SchedulingPoint& point) {
    if (is_over_) return std::nullopt;
    finish_step();
    if (done_.steps.size() == subject_.most_steps) {
      is_cut_ = is_over_ = true;
      return std::nullopt;
    }
    script::AccessWatch* watch = run_->watch();
    const Point asked{done_.steps.size(), point.runnable, last_, watch->take_jump()};
    const std::optional<ThreadId> chosen = search_.choose(asked);
    if (!chosen) {
      is_abandoned_ = is_over_ = true;
      return std::nullopt;
    }
    if (last_ != 0 && *chosen != last_ && std::ranges::binary_search(point.runnable, last_)) ++done_.preemptions;
    last_ = *chosen;
    is_after_jump_ = asked.after_jump;
    is_in_step_ = true;
    return script::Choice{script::Choice::Kind::run, *chosen};
  }

  /// Tells the search what the last step has accessed.
  void finish_step() {
    if (!std::exchange(is_in_step_, false)) return;
    Footprint footprint = run_->watch()->footprint();
    if (subject_.ignores_output_order) {
      const script::Place output = script::Places::of_thread(0, script::Part::output);
      std::erase_if(footprint, [output](const script::Access& access) { return access.place == output; });
    }
    search_.made(footprint);
    done_.steps.push_back({last_, std::move(footprint), is_after_jump_});
  }

  void read(script::ProgramRun& run) {
    for (const TraceEvent& event : events_) {
      const auto text = [&] { return std::string(run.tracer().texts().text(event.argument)); };
      Outcome& outcome = done_.outcome;
      if (event.kind == EventKind::output && static_cast<OutputStream>(event.flags) == OutputStream::out)
        outcome.output += text();
      if (event.kind == EventKind::thread_begin) threads_[event.object] = event.argument;
      if (event.kind == EventKind::thread_died) outcome.exceptions.push_back({threads_[event.object], text()});
      if (event.kind == EventKind::deadlock) is_stuck_ = true;
      if (event.kind == EventKind::run_end) outcome.exit_code = static_cast<int>(event.argument);
    }
    events_.clear();
  }

  void conclude() {
    Outcome& outcome = done_.outcome;
    std::ranges::sort(outcome.exceptions);
    done_.is_complete = !is_abandoned_;
    if (is_cut_) outcome.kind = Outcome::Kind::limit;
    else if (is_stuck_) outcome.kind = wait_in_a_circle(done_.stuck) ? Outcome::Kind::deadlock : Outcome::Kind::stuck;
    else if (!outcome.exceptions.empty()) outcome.kind = Outcome::Kind::raised;
    if (is_cut_ || is_stuck_) outcome.exit_code = 1;
    if (subject_.ignores_output_order) sort_lines(outcome.output);
  }

  static void sort_lines(std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size() - 1);
      lines.push_back(text.substr(begin, end + 1 - begin));
      begin = end + 1;
    }
    std::ranges::sort(lines);
    text.clear();
    for (const std::string& line : lines) text += line;
  }

  const Subject& subject_;
  Search& search_;
  script::ProgramRun* run_ = nullptr;
  Execution done_;
  std::vector<TraceEvent> events_;
  std::map<ObjectId, ThreadId> threads_;
  ThreadId last_ = 0;
  bool is_in_step_ = false, is_after_jump_ = false;
  bool is_over_ = false, is_cut_ = false, is_abandoned_ = false, is_stuck_ = false;
};

}  // namespace

Execution execute(const Subject& subject, Search& search, bool& again) { return Driver(subject, search).run(again); }

}  // namespace threadbox::explore
