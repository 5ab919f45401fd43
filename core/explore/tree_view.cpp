#include "explore/tree_view.h"

#include "explore/retelling.h"
#include "session/json_text.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <variant>

namespace threadbox::explore {

namespace {

using script::Choice;
using Branch = TreeView::Branch;
using Node = ScheduleTree::Node;

std::size_t steps_in(const std::vector<Choice>& way) {
  return static_cast<std::size_t>(std::ranges::count(way, Choice::Kind::run, &Choice::kind));
}

class Viewer {
 public:
  Viewer(const ScheduleTree& tree, const Subject& subject, const Exploration& exploration)
      : tree_(tree), subject_(subject), exploration_(exploration) {
    for (std::size_t place = 0; place < exploration.outcomes.size(); ++place) places_[exploration.outcomes[place].first] = place;
  }

  Branch view(const std::vector<std::size_t>& open, bool is_all) {
    open_ = open;
    is_all_ = is_all;
    Branch root;
    show(root, 0, {}, is_all || !open.empty());
    return root;
  }

 private:
  [[nodiscard]] const Node& node(std::size_t id) const { return tree_.nodes()[id]; }

  [[nodiscard]] bool fails(std::uint64_t outcome) const { return exploration_.outcomes[places_.at(outcome)].outcome.fails(); }

  [[nodiscard]] bool any_fails(std::size_t id) const {
    return std::ranges::any_of(node(id).outcomes, [&](const auto& each) { return fails(each.first); });
  }

  [[nodiscard]] std::string text_of(const std::vector<Choice>& choices) const {
    script::Schedule schedule(tree_.preemption());
    for (const Choice& choice : choices) schedule.add(choice);
    return schedule.text();
  }

  /// Fills in what is at a node and beneath. `before`: the choices from the root to the node above.
  void show(Branch& into, std::size_t id, std::vector<Choice> before, bool is_unfolded) {
    const Node& at = node(id);
    before.insert(before.end(), at.way.begin(), at.way.end());
    into.count = at.count();
    for (const auto& [outcome, count] : at.outcomes) into.outcomes.emplace_back(places_.at(outcome), count);
    std::ranges::sort(into.outcomes);
    into.is_leaf = at.branches.empty();
    if (into.is_leaf) into.schedule = text_of(before);
    into.is_folded = !into.is_leaf && !is_unfolded;
    if (into.is_leaf || into.is_folded) return;
    into.not_kept = into.count;
    const std::size_t chosen = is_all_ ? 0 : chosen_branch(at);
    for (const std::size_t branch : at.branches) {
      into.not_kept -= node(branch).count();
      into.branches.push_back(begun(branch, before));
      show(into.branches.back(), branch, before, is_all_ || branch == chosen);
    }
  }

  /// The branch on the way that is unfolded.
  [[nodiscard]] std::size_t chosen_branch(const Node& at) const {
    for (const std::size_t branch : at.branches)
      if (std::ranges::find(open_, branch) != open_.end()) return branch;
    const auto failing = std::ranges::find_if(at.branches, [&](std::size_t branch) { return any_fails(branch); });
    return failing != at.branches.end() ? *failing : at.branches.front();
  }

  /// A branch with what its first step does.
  [[nodiscard]] Branch begun(std::size_t id, std::vector<Choice> before) const {
    Branch branch;
    const std::size_t step = steps_in(before);
    for (const Choice& choice : node(id).way) {
      before.push_back(choice);
      if (choice.kind == Choice::Kind::run) break;
    }
    branch.schedule = text_of(before);
    branch.thread = before.empty() ? 0 : before.back().thread;
    script::Schedule schedule(tree_.preemption());
    for (const Choice& choice : before) schedule.add(choice);
    const Retelling told = retell(subject_, schedule);
    branch.name = name_in(told.names, branch.thread);
    if (step < told.notes.size()) describe(branch, told.notes[step]);
    // A wait that is over: the next step of its thread says what for.
    if (branch.text.empty() && step < told.execution.steps.size() && told.execution.steps[step].expires)
      describe_after(branch, id, before);
    if (branch.text.empty()) branch.text = "goes on";
    return branch;
  }

  /// A branch that begins with the end of a sleep or of a timeout, `before` included: what its thread does in its step after that, on the way to
  /// a leaf.
  void describe_after(Branch& branch, std::size_t id, std::vector<Choice> before) const {
    std::vector<Choice> way = node(id).way;
    for (std::size_t at = id; !node(at).branches.empty();) {
      at = node(at).branches.front();
      way.insert(way.end(), node(at).way.begin(), node(at).way.end());
    }
    const std::size_t begun = steps_in(before);
    const auto first = std::ranges::find(way, Choice::Kind::run, &Choice::kind);
    before.insert(before.end(), std::next(first), way.end());
    script::Schedule schedule(tree_.preemption());
    for (const Choice& choice : before) schedule.add(choice);
    const Retelling told = retell(subject_, schedule);
    const std::vector<Step>& steps = told.execution.steps;
    const auto next = std::find_if(steps.begin() + static_cast<std::ptrdiff_t>(std::min(begun, steps.size())), steps.end(),
                                   [&](const Step& step) { return step.thread == branch.thread; });
    if (next == steps.end()) return;
    describe(branch, told.notes[static_cast<std::size_t>(next - steps.begin())]);
    if (!branch.text.empty()) branch.text = "goes on after its wait, " + branch.text;
  }

  void describe(Branch& branch, const std::vector<Note>& notes) const {
    constexpr std::size_t most = 3;
    for (std::size_t i = 0; i < notes.size(); ++i) {
      const std::string phrase = phrase_of(notes[i]);
      if (i == most) branch.text += ", …";
      if (i >= most || branch.text.ends_with(phrase)) continue;
      branch.text += (branch.text.empty() ? "" : ", ") + phrase;
      if (branch.line == 0) branch.line = notes[i].line;
    }
    branch.code = code_of(subject_.source, branch.line);
  }

  const ScheduleTree& tree_;
  const Subject& subject_;
  const Exploration& exploration_;
  std::map<std::uint64_t, std::size_t> places_;  ///< Of outcomes in the exploration's list, by their number in the tree.
  std::vector<std::size_t> open_;
  bool is_all_ = false;
};

void write(session::JsonText& json, const Branch& branch) {
  json.begin_object();
  json.member("thread", branch.thread);
  json.member("name", branch.name);
  json.member("line", branch.line);
  json.member("code", branch.code);
  json.member("text", branch.text);
  json.member("schedule", branch.schedule);
  json.member("count", branch.count);
  json.list("outcomes", branch.outcomes, [&](const auto& each) {
    json.begin_object();
    json.member("outcome", each.first);
    json.member("count", each.second);
    json.end_object();
  });
  json.member("folded", branch.is_folded);
  json.member("not_kept", branch.not_kept);
  json.list("branches", branch.branches, [&](const Branch& each) { write(json, each); });
  json.end_object();
}

/// An outcome in a few words: "deadlock", "raises IndexError", "prints 2".
std::string brief(const Outcome& outcome) {
  if (outcome.kind == Outcome::Kind::raised && !outcome.exceptions.empty()) {
    const std::string& text = outcome.exceptions.front().text;
    return "raises " + text.substr(0, text.find_first_of(":\n"));
  }
  if (outcome.kind != Outcome::Kind::ended) return kind_name(outcome.kind);
  if (outcome.exit_code != 0) return "exit code " + std::to_string(outcome.exit_code);
  if (outcome.output.empty()) return "prints nothing";
  constexpr std::size_t most = 30;
  std::string text = outcome.output;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (text.size() > most) text.erase(0, text.rfind('\n') + 1);
  if (text.size() > most) text = text.substr(0, text.find_last_of(' ', most)) + " …";
  std::ranges::replace(text, '\n', ' ');
  return "prints " + text;
}

class Text {
 public:
  explicit Text(const Exploration& exploration) {
    for (const Found& found : exploration.outcomes) briefs_.push_back(brief(found.outcome));
  }

  std::string write(const Branch& root) {
    text_ = "tree of " + counts_of(root) + "\n";
    add_branches(root, "  ");
    return std::move(text_);
  }

 private:
  /// "3 schedules: 2 prints 1, 1 prints 2"
  [[nodiscard]] std::string counts_of(const Branch& branch) const {
    std::string text = std::to_string(branch.count) + (branch.count == 1 ? " schedule: " : " schedules: ");
    constexpr std::size_t most = 3;
    if (branch.outcomes.size() > most) return text + std::to_string(branch.outcomes.size()) + " outcomes";
    for (std::size_t i = 0; i < branch.outcomes.size(); ++i) {
      const auto& [outcome, count] = branch.outcomes[i];
      text += (i == 0 ? "" : ", ") + std::to_string(count) + " " + briefs_[outcome];
    }
    return text;
  }

  void add_branches(const Branch& above, const std::string& blanks) {
    for (const Branch& branch : above.branches) {
      const bool is_last = &branch == &above.branches.back() && above.not_kept == 0;
      text_ += blanks + (is_last ? "└ " : "├ ") + branch.name + " " + branch.text;
      if (branch.line != 0) text_ += " (line " + std::to_string(branch.line) + ")";
      text_ += branch.is_leaf ? " → " + briefs_[branch.outcomes.front().first] : "  [" + counts_of(branch) + "]";
      text_ += branch.is_folded ? " …\n" : "\n";
      add_branches(branch, blanks + (is_last ? "  " : "│ "));
    }
    if (above.not_kept > 0)
      text_ += blanks + "└ and " + std::to_string(above.not_kept) + " more, which were counted but not kept\n";
  }

  std::vector<std::string> briefs_;
  std::string text_;
};

}  // namespace

TreeView view_of(const ScheduleTree& tree, const Subject& subject, const Exploration& exploration, const std::string& open,
                 std::uint64_t most_unfolded) {
  if (tree.nodes().empty()) return {};
  std::vector<std::size_t> path;
  if (!open.empty()) {
    const auto parsed = script::Schedule::parse(open);
    if (const auto* wrong = std::get_if<std::string>(&parsed)) throw std::invalid_argument(*wrong + ".");
    path = tree.path_of(std::get<script::Schedule>(parsed));
  } else {
    path = {0};
  }
  Viewer viewer(tree, subject, exploration);
  return {viewer.view(path, tree.nodes()[0].count() <= most_unfolded)};
}

void write(session::JsonText& json, const TreeView& view) { write(json, view.root); }

std::string text_of(const TreeView& view, const Exploration& exploration) { return Text(exploration).write(view.root); }

}  // namespace threadbox::explore
