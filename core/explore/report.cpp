#include "explore/report.h"

#include "session/json_text.h"

#include <algorithm>
#include <string_view>

namespace threadbox::explore {

namespace {

using session::JsonText;

constexpr std::size_t most_output = 4'000;  // Of an outcome, in bytes of text.

void write(JsonText& json, const Story& story, const std::map<ThreadId, std::string>& names) {
  json.begin_object();
  json.list("steps", story.steps, [&](const StoryStep& step) {
    json.begin_object();
    json.member("step", step.step);
    json.member("thread", step.thread);
    json.member("name", name_in(names, step.thread));
    json.member("line", step.line);
    json.member("code", step.code);
    json.member("text", step.text);
    json.list("accesses", step.accesses, [&](const Told& told) {
      json.begin_object();
      json.member("verb", told.verb);
      json.member("what", told.what);
      json.member("value", told.value.empty() ? std::nullopt : std::optional(told.value));
      json.end_object();
    });
    json.list("because", step.because, [&](std::size_t cause) { json.value(cause); });
    json.end_object();
  });
  json.member("left_out", story.left_out);
  json.member("point_of_no_return", story.point_of_no_return);
  json.member("difference", story.difference.empty() ? std::nullopt : std::optional(story.difference));
  json.member("passing_schedule", story.passing_schedule.empty() ? std::nullopt : std::optional(story.passing_schedule));
  json.end_object();
}

void write(JsonText& json, const Found& found) {
  const Outcome& outcome = found.outcome;
  json.begin_object();
  json.member("kind", kind_name(outcome.kind));
  json.member("count", found.count);
  json.member("fails", outcome.fails());
  json.member("limit",
              outcome.limit == Outcome::Limit::none ? std::nullopt : std::optional(std::string(limit_name(outcome.limit))));
  json.member("exit_code", outcome.exit_code);
  json.member("output", outcome.output);
  json.list("exceptions", outcome.exceptions, [&](const Uncaught& each) {
    json.begin_object();
    json.member("thread", each.thread);
    json.member("name", name_in(found.names, each.thread));
    json.member("text", each.text);
    json.end_object();
  });
  json.member("schedule", found.least.schedule.text());
  json.member("preemptions", found.least.preemptions);
  json.key("story");
  if (found.story) write(json, *found.story, found.names);
  else json.value(nullptr);
  json.end_object();
}

void write(JsonText& json, const Reported& reported) {
  const session::Finding& finding = reported.finding;
  json.begin_object();
  json.member("name", finding_name(finding.kind));
  json.member("level", finding_level_name(finding.level));
  json.member("title", finding_title(finding.kind));
  json.member("text", finding.text);
  json.member("advice", finding_advice(finding.kind));
  json.key("evidence");
  json.begin_list();
  for (std::size_t i = 0; i < finding.evidence.size(); ++i) {
    json.begin_object();
    json.member("thread", reported.threads[i]);
    json.member("name", name_in(reported.names, reported.threads[i]));
    json.member("line", finding.evidence[i].line);
    json.member("event", finding.evidence[i].event);
    json.end_object();
  }
  json.end_list();
  json.member("outcome", reported.outcome);
  json.member("schedule", reported.schedule);
  json.end_object();
}

void write(JsonText& json, const std::vector<Proof>& proofs) {
  json.begin_list();
  std::size_t number = 0;
  for (const Proof& proof : proofs) {
    json.begin_object();
    json.member("old_schedule", proof.old_schedule);
    json.member("kind", kind_name(proof.outcome.kind));
    json.member("fails", proof.outcome.fails());
    json.member("fits", proof.fits);
    json.member("schedule", proof.schedule.text());
    json.member("text", sentence_of(proof, ++number));
    json.end_object();
  }
  json.end_list();
}

const char* heading_of(Outcome::Limit limit) {
  switch (limit) {
    case Outcome::Limit::memory: return "ended: its memory was used up";
    case Outcome::Limit::threads: return "ended: it started too many threads";
    case Outcome::Limit::output: return "ended: it printed too much";
    default: return "ended after too many steps";
  }
}

std::string counted(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

/// Why not all schedules were tried, for people.
const char* cut_reason(Cut cut) {
  switch (cut) {
    case Cut::budget: return "the time was used up";
    case Cut::max_schedules: return "so many were to be tried";
    case Cut::bound: return "those with more preemptions were left out";
    case Cut::sampling: return "they were chosen at random";
    case Cut::steps: return "runs with too many steps were ended";
    case Cut::limit: return "runs that reached a limit were ended";
    case Cut::loops: return "loops that poll were shortened";
  }
  return "";
}

void add_lines(std::string& text, std::string_view output) {
  // A run that prints up to its limit must not fill the screen.
  const std::size_t left_out = output.size() > most_output ? output.size() - most_output : 0;
  output = output.substr(0, most_output);
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    text += "| " + std::string(output.substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
  if (left_out > 0) text += "… and " + counted(left_out, "more byte") + "\n";
}

void add_story(std::string& text, const Story& story, const std::map<ThreadId, std::string>& names) {
  text += "how it comes about:\n";
  if (story.left_out > 0) text += "  … after " + counted(story.left_out, "earlier step") + "\n";
  for (std::size_t i = 0; i < story.steps.size(); ++i) {
    const StoryStep& step = story.steps[i];
    text += "  " + std::to_string(i + 1) + ". " + name_in(names, step.thread) + " " + step.text;
    if (step.line != 0) text += " (line " + std::to_string(step.line) + ")";
    for (std::size_t k = 0; k < step.because.size(); ++k)
      text += (k == 0 ? ", after " : " and ") + std::to_string(step.because[k] + 1);
    if (story.point_of_no_return == i) text += "   <- from here on it cannot end otherwise";
    text += "\n";
  }
  if (!story.difference.empty()) text += story.difference + "\n";
}

/// The lines of a text, each with blanks before it.
std::string indented(std::string_view text, const char* blanks) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result += blanks + std::string(text.substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
  return result;
}

/// "at least 20000 schedules, about 70000 by estimate, 28 % done"
std::string extent_of(const Exploration& exploration) {
  if (exploration.is_complete) return counted(exploration.schedules, "schedule");
  std::string text = "at least " + counted(exploration.schedules, "schedule");
  if (exploration.estimate && *exploration.estimate > exploration.schedules)
    text += ", about " + std::to_string(*exploration.estimate) + " by estimate, " +
            std::to_string(static_cast<int>(100 * exploration.done.value_or(0))) + " % done";
  for (const Cut cut : exploration.why_cut)
    text += std::string(cut == exploration.why_cut.front() ? " (" : ", ") + cut_reason(cut);
  return text + (exploration.why_cut.empty() ? "" : ")");
}

void add_findings(std::string& text, const std::vector<Reported>& findings) {
  for (const Reported& each : findings)
    text += "\n" + std::string(finding_level_name(each.finding.level)) + ": " + finding_name(each.finding.kind) + ": " +
            each.finding.text + "\n  " + finding_advice(each.finding.kind) + "\n  --schedule " + each.schedule + "\n";
}

}  // namespace

std::string json_of(const Exploration& exploration, const TreeView* tree, const Subject* subject) {
  JsonText json;
  json.begin_object();
  json.member("complete", exploration.is_complete);
  json.member("schedules", exploration.schedules);
  json.member("failing", exploration.failing);
  json.member("executions", exploration.executions);
  json.member("can_go_on", exploration.can_go_on);
  json.list("why_cut", exploration.why_cut, [&](Cut cut) { json.value(cut_name(cut)); });
  json.member("asks_for_input", exploration.asks_for_input);
  json.member("done", exploration.done);
  json.member("estimate", exploration.estimate);
  json.list("outcomes", exploration.outcomes, [&](const Found& found) { write(json, found); });
  json.list("findings", exploration.findings, [&](const Reported& reported) { write(json, reported); });
  json.key("proofs");
  write(json, exploration.proofs);
  if (subject != nullptr) {
    json.member("filename", subject->filename);
    json.member("source", subject->source);
  }
  if (tree != nullptr) {
    json.key("tree");
    write(json, *tree);
  }
  json.end_object();
  return json.take() + "\n";
}

std::string json_of(const std::vector<Proof>& proofs) {
  JsonText json;
  write(json, proofs);
  return json.take();
}

std::string heading_of(const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::deadlock: return "deadlock: threads wait for each other";
    case Outcome::Kind::stuck: return "stuck: no thread can go on";
    case Outcome::Kind::spins: return "spins: threads look, for ever, at what no thread is left to change";
    case Outcome::Kind::limit: return heading_of(outcome.limit);
    case Outcome::Kind::raised: return "an exception that nothing catches";
    default: return outcome.exit_code == 0 ? "ends" : "ends with exit code " + std::to_string(outcome.exit_code);
  }
}

std::string details_of(const Found& found) {
  std::string text;
  for (const Uncaught& each : found.outcome.exceptions) text += name_in(found.names, each.thread) + ": " + each.text + "\n";
  add_lines(text, found.outcome.output);
  text += counted(found.least.preemptions, "preemption") + ": --schedule " + found.least.schedule.text() + "\n";
  if (found.story && (found.outcome.fails() || !found.story->difference.empty())) add_story(text, *found.story, found.names);
  return text;
}

std::string text_of(const Exploration& exploration) {
  std::string text;
  for (std::size_t i = 0; i < exploration.proofs.size(); ++i) {
    const Proof& proof = exploration.proofs[i];
    text += sentence_of(proof, i + 1) + "\n";
    if (proof.outcome.fails()) text += "  --schedule " + proof.schedule.text() + "\n";
  }
  if (!text.empty()) text += "\n";
  text += counted(exploration.outcomes.size(), "outcome") + " in " + extent_of(exploration) + "\n";
  for (const Found& found : exploration.outcomes)
    text +=
        "\n  " + counted(found.count, "schedule") + ": " + heading_of(found.outcome) + "\n" + indented(details_of(found), "    ");
  add_findings(text, exploration.findings);
  if (exploration.asks_for_input)
    text += "\nThe program asks for input: while it is explored it has none, and input() raises EOFError.\n";
  if (exploration.failing == 0 && exploration.is_complete)
    text += "\nno schedule fails (complete: " + std::to_string(exploration.schedules) + ")\n";
  else if (exploration.failing == 0) text += "\nno schedule failed so far; not all were tried\n";
  else
    text += "\n" + counted(exploration.failing, "schedule") + (exploration.failing == 1 ? " fails" : " fail") +
            (exploration.is_complete ? "\n" : "; not all were tried\n");
  return text;
}

}  // namespace threadbox::explore
