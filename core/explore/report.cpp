#include "explore/report.h"

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace threadbox::explore {

namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': result += "\\\""; break;
      case '\\': result += "\\\\"; break;
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      case '\t': result += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char code[8];
          std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
          result += code;
        } else {
          result += c;
        }
    }
  }
  return result + "\"";
}

std::string json_of(const Found& found) {
  const Outcome& outcome = found.outcome;
  std::string text = std::string("{\"kind\": \"") + kind_name(outcome.kind) + "\", \"count\": " + std::to_string(found.count) +
                     ", \"exit_code\": " + std::to_string(outcome.exit_code) + ", \"output\": " + quoted(outcome.output) +
                     ", \"exceptions\": [";
  for (const Uncaught& each : outcome.exceptions) {
    if (&each != &outcome.exceptions.front()) text += ", ";
    text += "{\"thread\": " + std::to_string(each.thread) + ", \"text\": " + quoted(each.text) + "}";
  }
  return text + "], \"schedule\": " + quoted(found.least.schedule.text()) +
         ", \"preemptions\": " + std::to_string(found.least.preemptions) + "}";
}

std::string counted(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string heading_of(const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::deadlock: return "deadlock: threads wait for each other";
    case Outcome::Kind::stuck: return "stuck: no thread can go on";
    case Outcome::Kind::limit: return "ended after too many steps";
    case Outcome::Kind::raised: return "an exception that nothing catches";
    default: return outcome.exit_code == 0 ? "ends" : "ends with exit code " + std::to_string(outcome.exit_code);
  }
}

void add_lines(std::string& text, std::string_view output) {
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    text += "    | " + std::string(output.substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
}

}  // namespace

std::string json_of(const Exploration& exploration) {
  std::string text = std::string("{\"complete\": ") + (exploration.is_complete ? "true" : "false") +
                     ", \"schedules\": " + std::to_string(exploration.schedules) +
                     ", \"failing\": " + std::to_string(exploration.failing) + ", \"outcomes\": [";
  for (const Found& found : exploration.outcomes) {
    if (&found != &exploration.outcomes.front()) text += ", ";
    text += json_of(found);
  }
  return text + "], \"findings\": []}\n";
}

std::string text_of(const Exploration& exploration) {
  std::string text = counted(exploration.outcomes.size(), "outcome") + " in " + (exploration.is_complete ? "" : "at least ") +
                     counted(exploration.schedules, "schedule") + "\n";
  for (const Found& found : exploration.outcomes) {
    text += "\n  " + counted(found.count, "schedule") + ": " + heading_of(found.outcome) + "\n";
    for (const Uncaught& each : found.outcome.exceptions)
      text += "    thread " + std::to_string(each.thread) + ": " + each.text + "\n";
    add_lines(text, found.outcome.output);
    text += "    " + counted(found.least.preemptions, "preemption") + ": --schedule " + found.least.schedule.text() + "\n";
  }
  if (exploration.failing == 0 && exploration.is_complete)
    text += "\nno schedule fails (complete: " + std::to_string(exploration.schedules) + ")\n";
  else if (exploration.failing == 0) text += "\nno schedule failed so far; not all were tried\n";
  else
    text += "\n" + counted(exploration.failing, "schedule") + (exploration.failing == 1 ? " fails" : " fail") +
            (exploration.is_complete ? "\n" : "; not all were tried\n");
  return text;
}

}  // namespace threadbox::explore
