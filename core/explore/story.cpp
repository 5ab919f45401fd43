#include "explore/story.h"

#include "script/compile/diagnostic.h"
#include "script/machine/places.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace threadbox::explore {

namespace {

using script::Access;
using script::Part;
using script::Place;
using script::Places;

constexpr std::size_t most_steps = 60;

class Teller {
 public:
  Teller(const Retelling& told, const Outcome& outcome, const std::string& source)
      : told_(told), outcome_(outcome), source_(source), steps_(told.execution.steps) {
    // What no other thread is waiting for: that a thread was started or has ended.
    structural_.insert({Places::of_thread(0, Part::life), Places::of_thread(0, Part::registry)});
    for (const auto& [thread, name] : told.names)
      for (const Part part : {Part::begun, Part::life}) structural_.insert(Places::of_thread(thread, part));
    for (const std::vector<Note>& notes : told.notes)
      for (const Note& note : notes) noted_.insert(note.places.begin(), note.places.end());
    for (const auto& [thread, name] : told.names) signals_.insert(Places::of_thread(thread, Part::signal));
    made_ = steps_.size();
    for (const StuckThread& stuck : told.execution.stuck) steps_.push_back({stuck.thread, stuck.next, false});
    find_edges();
  }

  Story tell(std::optional<std::size_t> turn) {
    const std::set<std::size_t> ends = find_ends();
    std::set<std::size_t> chosen = ends;
    for (const std::size_t each : ancestors(ends))
      if (each < made_ && meets_[each]) chosen.insert(each);
    if (turn && *turn < made_) chosen.insert(*turn);
    Story story;
    while (chosen.size() > most_steps) {
      const auto first = turn == *chosen.begin() ? std::next(chosen.begin()) : chosen.begin();
      chosen.erase(first);
      ++story.left_out;
    }
    const std::vector<std::size_t> order(chosen.begin(), chosen.end());
    for (const std::size_t each : order) {
      StoryStep step = told_step(each);
      for (const std::size_t cause : causes_[each]) {
        const auto place = std::ranges::lower_bound(order, cause);
        if (place != order.end() && *place == cause) step.because.push_back(static_cast<std::size_t>(place - order.begin()));
      }
      story.steps.push_back(std::move(step));
    }
    // A program without threads has no steps.
    if (order.empty())
      for (const Uncaught& each : outcome_.exceptions) {
        const auto line = told_.death_lines.find(each.thread);
        StoryStep step{.thread = each.thread, .line = line != told_.death_lines.end() ? line->second : 0};
        step.code = code_of(source_, step.line);
        step.text = "raises " + each.text.substr(0, each.text.find('\n'));
        story.steps.push_back(std::move(step));
      }
    if (turn)
      if (const auto place = std::ranges::find(order, *turn); place != order.end())
        story.point_of_no_return = static_cast<std::size_t>(place - order.begin());
    return story;
  }

 private:
  /// Whether the program has to do with a place, and not only a module of Threadbox.
  [[nodiscard]] bool is_told(Place place) const {
    return signals_.contains(place) || (noted_.contains(place) && !structural_.contains(place));
  }

  /// Finds for each step the last ones that it conflicts with, and whether it meets a step of another thread.
  void find_edges() {
    struct Entry {
      std::size_t step;
      Access::Mode mode;
    };
    causes_.resize(steps_.size());
    before_.resize(steps_.size());
    meets_.resize(steps_.size());
    std::unordered_map<Place, std::vector<Entry>> places;
    std::unordered_map<ThreadId, std::size_t> last;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (const auto own = last.find(steps_[i].thread); own != last.end()) before_[i].insert(own->second);
      for (const Access& access : steps_[i].footprint) {
        const auto& entries = places[access.place];
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
          if (entry->mode == access.mode && access.mode != Access::Mode::write) continue;
          before_[i].insert(entry->step);
          if (steps_[entry->step].thread != steps_[i].thread && is_told(access.place)) {
            causes_[i].insert(entry->step);
            meets_[i] = meets_[entry->step] = true;
            shared_.insert(access.place);
          }
          if (entry->mode == Access::Mode::write) break;
        }
      }
      if (i >= made_) continue;  // A thread that could not go on made no step.
      for (const Access& access : steps_[i].footprint) places[access.place].push_back({i, access.mode});
      last[steps_[i].thread] = i;
    }
  }

  [[nodiscard]] std::optional<std::size_t> last_told(ThreadId thread) const {
    for (std::size_t i = made_; i-- > 0;)
      if (steps_[i].thread == thread && !told_.notes[i].empty()) return i;
    return std::nullopt;
  }

  /// The step in which a thread raised what nothing caught: its last one in that line.
  [[nodiscard]] std::optional<std::size_t> death_of(ThreadId thread) const {
    const auto line = told_.death_lines.find(thread);
    const auto is_there = [&](const Note& note) { return line != told_.death_lines.end() && note.line == line->second; };
    for (std::size_t i = made_; i-- > 0;)
      if (steps_[i].thread == thread && !told_.notes[i].empty() && is_there(told_.notes[i].front())) return i;
    return last_told(thread);
  }

  /// The steps in which the outcome shows.
  [[nodiscard]] std::set<std::size_t> find_ends() const {
    std::set<std::size_t> ends;
    const auto add = [&](std::optional<std::size_t> step) {
      if (step) ends.insert(*step);
    };
    if (outcome_.kind == Outcome::Kind::deadlock || outcome_.kind == Outcome::Kind::stuck ||
        outcome_.kind == Outcome::Kind::spins) {
      const auto& stuck = told_.execution.stuck;
      const auto waits_for_stuck = [&](const StuckThread& each) {
        return std::ranges::find(stuck, each.waits_for, &StuckThread::thread) != stuck.end();
      };
      // The roots; of a circle, all that hold something.
      for (std::size_t i = 0; i < stuck.size(); ++i)
        if (!waits_for_stuck(stuck[i]) || (outcome_.kind == Outcome::Kind::deadlock && is_waited_for(stuck[i].thread)))
          ends.insert(made_ + i);
    }
    for (const Uncaught& each : outcome_.exceptions) add(death_of(each.thread));
    if (ends.empty() && outcome_.exit_code != 0) add(last_told(1));
    if (ends.empty()) {
      const Place output = Places::of_thread(0, Part::output);
      for (std::size_t i = 0; i < made_; ++i)
        if (std::ranges::find(steps_[i].footprint, output, &Access::place) != steps_[i].footprint.end()) ends.insert(i);
    }
    if (ends.empty()) add(last_told(1));
    return ends;
  }

  [[nodiscard]] bool is_waited_for(ThreadId thread) const {
    return std::ranges::find(told_.execution.stuck, thread, &StuckThread::waits_for) != told_.execution.stuck.end();
  }

  [[nodiscard]] std::set<std::size_t> ancestors(const std::set<std::size_t>& ends) const {
    std::set<std::size_t> found;
    std::vector<std::size_t> open(ends.begin(), ends.end());
    while (!open.empty()) {
      const std::size_t each = open.back();
      open.pop_back();
      for (const std::size_t cause : before_[each])
        if (found.insert(cause).second) open.push_back(cause);
    }
    return found;
  }

  [[nodiscard]] StoryStep told_step(std::size_t at) const {
    StoryStep step{.step = std::min(at, made_), .thread = steps_[at].thread};
    if (at >= made_) {
      const auto stop = std::ranges::find(told_.stops, step.thread, &Stop::thread);
      if (stop != told_.stops.end()) {
        step.line = stop->line;
        const std::string name = name_in(told_.names, step.thread) + " ";
        step.text = stop->text.starts_with(name) ? stop->text.substr(name.size()) : stop->text;
      }
      if (told_.execution.stuck[at - made_].polls) tell_poll(step, steps_[at].footprint);
      if (step.text.empty()) step.text = "waits";
    } else {
      tell_notes(step, told_.notes[at]);
    }
    step.code = code_of(source_, step.line);
    return step;
  }

  /// What a thread looks at that goes round for ever.
  void tell_poll(StoryStep& step, const Footprint& looks) const {
    std::vector<std::string> names;
    const auto is_named = [&](const std::string& name) {
      return std::ranges::any_of(names, [&](const std::string& each) { return each == name || each.ends_with(" " + name); });
    };
    step.line = 0;
    for (std::size_t i = made_; i-- > 0;) {
      if (steps_[i].thread != step.thread) continue;
      for (const Note& note : told_.notes[i]) {
        if (step.line == 0) step.line = note.line;
        const auto is_there = [&](const Access& look) { return std::ranges::find(note.places, look.place) != note.places.end(); };
        // A variable that holds an object is only the way to it.
        const bool is_way = note.value.starts_with('<');
        if (!is_way && !is_named(note.what) && std::ranges::any_of(looks, is_there)) names.push_back(note.what);
      }
    }
    std::string what;
    for (const std::string& each : names) what += (what.empty() ? "" : &each == &names.back() ? " and " : ", ") + each;
    step.text = what.empty() ? "goes round in a loop for ever" : "looks at " + what + " again and again, for ever";
  }

  /// Of what a step does, what other threads have to do with; all if there is nothing of that kind.
  void tell_notes(StoryStep& step, const std::vector<Note>& notes) const {
    const auto is_shared = [&](const Note& note) {
      return std::ranges::any_of(note.places, [&](Place place) { return shared_.contains(place); });
    };
    const bool any_shared = std::ranges::any_of(notes, is_shared);
    for (const Note& note : notes) {
      if (step.line == 0 || is_shared(note)) step.line = note.line;
      if (any_shared && !is_shared(note)) continue;
      const Told told{note.verb, note.what, note.value};
      if (!step.accesses.empty() && step.accesses.back().verb == told.verb && step.accesses.back().what == told.what) continue;
      step.text += (step.text.empty() ? "" : ", ") + phrase_of(note);
      step.accesses.push_back(told);
    }
    const Place signal = Places::of_thread(step.thread, Part::signal);
    const Footprint& footprint = steps_[step.step].footprint;
    const bool wakes = std::ranges::find(footprint, signal, &Access::place) != footprint.end();
    if (wakes) step.text = "goes on after its wait" + (step.text.empty() ? "" : ", " + step.text);
    if (step.text.empty()) step.text = "goes on";
    for (const Uncaught& each : outcome_.exceptions)
      if (each.thread == step.thread && death_of(each.thread) == step.step)
        step.text += "; then " + each.text.substr(0, each.text.find('\n'));
  }

  const Retelling& told_;
  const Outcome& outcome_;
  const std::string& source_;
  std::vector<Step> steps_;  ///< Then one for each thread that could not go on.
  std::size_t made_ = 0;     ///< How many steps were made.
  std::unordered_set<Place> structural_, shared_, noted_, signals_;
  std::vector<std::set<std::size_t>> causes_;  ///< Of other threads.
  std::vector<std::set<std::size_t>> before_;  ///< The last steps that each depends on.
  std::vector<bool> meets_;
};

}  // namespace

std::string code_of(const std::string& source, std::uint32_t line) {
  if (line == 0) return {};
  std::string_view text = script::source_line(source, line);
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  return std::string(text);
}

Story story_of(const Retelling& told, const Outcome& outcome, const std::string& source, std::optional<std::size_t> turn) {
  return Teller(told, outcome, source).tell(turn);
}

}  // namespace threadbox::explore
