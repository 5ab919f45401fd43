#include "explore/retelling.h"

#include "session/deadlock.h"
#include "session/findings/findings.h"
#include "session/summary.h"

#include <algorithm>

namespace threadbox::explore {

namespace {

class Scribe final : public Witness {
 public:
  explicit Scribe(Retelling& into) : into_(into) { findings_.tell_unordered(); }

  void instruction(std::size_t step, script::VmThread& thread, const script::Description& description) override {
    if (into_.notes.size() <= step) into_.notes.resize(step + 1);
    if (std::optional<Note> note = note_of(thread, description)) into_.notes[step].push_back(std::move(*note));
  }

  void step_begins(std::size_t, std::uint64_t event) override { begins_.push_back(event); }

  void events(script::ProgramRun& run, std::span<const TraceEvent> events) override {
    if (!fold_) fold_.emplace(run.tracer().texts());
    for (const TraceEvent& event : events) {
      if (is_over_) return;
      if (event.kind == EventKind::thread_create) texts_[event.object] = run.tracer().texts().text(event.argument);
      findings_.before(event, *fold_);
      fold_->apply(event);
      findings_.after(event, *fold_);
      if (event.kind == EventKind::thread_died) note_death(event);
      if (event.kind == EventKind::thread_name || event.kind == EventKind::thread_begin) note_name(event);
      if (event.kind == EventKind::object_create || event.kind == EventKind::object_name) note_object(event.object);
      if (event.kind == EventKind::deadlock) note_stops();
    }
  }

  void finish() {
    if (!fold_) return;
    const session::Model& model = fold_->model();
    for (auto& step : into_.notes)
      for (Note& note : step)
        if (note.object != 0 && note.what.empty()) note.what = name_of(model, note.object);
    for (const session::Finding& finding : findings_.list()) {
      FindingOfRun found{finding, {}, {}};
      for (const session::Evidence& evidence : finding.evidence) {
        const auto thread = threads_.find(evidence.thread);
        found.threads.push_back(thread != threads_.end() ? thread->second : 0);
        const auto after = std::ranges::upper_bound(begins_, evidence.event);
        found.steps.push_back(after == begins_.begin() ? 0 : static_cast<std::size_t>(after - begins_.begin()) - 1);
      }
      into_.findings.push_back(std::move(found));
    }
  }

 private:
  void note_name(const TraceEvent& event) {
    const session::ThreadRow* row = fold_->model().thread(event.object);
    if (row == nullptr || row->id == 0) return;
    into_.names[row->id] = label(*row);
    threads_[event.object] = row->id;
    objects_[event.object] = label(*row);
  }

  void note_death(const TraceEvent& event) {
    const auto thread = threads_.find(event.object);
    if (thread != threads_.end()) into_.death_lines[thread->second] = event.detail;
  }

  /// An object may have no row at the end of the run.
  void note_object(ObjectId object) {
    const session::ObjectRow* row = fold_->model().object(object);
    if (row != nullptr) objects_[object] = described(*row);
  }

  void note_stops() {
    const session::Model& model = fold_->model();
    for (const session::ThreadRow& thread : model.threads)
      if (thread.state == session::ThreadState::waiting)
        into_.stops.push_back({thread.id, thread.line, label(thread) + " waits " + purpose_of_wait(model, thread)});
    is_over_ = true;
  }

  /// A primitive that a module made for another one has that one's name.
  std::string name_of(const session::Model& model, ObjectId object) {
    const session::ObjectRow* row = model.object(object);
    if (row != nullptr && row->part_of != 0 && model.object(row->part_of) != nullptr)
      return described(*model.object(row->part_of));
    if (row != nullptr) return described(*row);
    const auto known = objects_.find(object);
    if (known != objects_.end()) return known->second;
    const auto text = texts_.find(object);
    return text != texts_.end() ? text->second : "an object";
  }

  Retelling& into_;
  std::optional<session::Fold> fold_;
  session::Findings findings_;
  std::map<ObjectId, std::string> texts_, objects_;
  std::map<ObjectId, ThreadId> threads_;
  std::vector<std::uint64_t> begins_;  ///< The first event of each step.
  bool is_over_ = false;
};

}  // namespace

std::string name_in(const std::map<ThreadId, std::string>& names, ThreadId thread) {
  const auto name = names.find(thread);
  return name != names.end() ? name->second : "thread " + std::to_string(thread);
}

Retelling retell(const Subject& subject, const script::Schedule& schedule) {
  const std::unique_ptr<Search> replay = replay_search(schedule);
  return retell(subject, *replay);
}

Retelling retell(const Subject& subject, Search& search) {
  Retelling told;
  Scribe scribe(told);
  bool again = false;
  told.execution = execute(subject, search, again, &scribe);
  scribe.finish();
  told.notes.resize(told.execution.steps.size());
  return told;
}

}  // namespace threadbox::explore
