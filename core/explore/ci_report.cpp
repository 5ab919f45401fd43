#include "explore/ci_report.h"

#include "explore/report.h"

#include <algorithm>
#include <cstdio>

namespace threadbox::explore {

namespace {

constexpr const char* not_all = "no schedule failed so far; not all were tried";

/// Escapes the text of a workflow command; of a property of one, also what separates properties.
std::string command_text(std::string_view text, bool is_property) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%') escaped += "%25";
    else if (c == '\r') escaped += "%0D";
    else if (c == '\n') escaped += "%0A";
    else if (c == ':' && is_property) escaped += "%3A";
    else if (c == ',' && is_property) escaped += "%2C";
    else escaped += c;
  }
  return escaped;
}

std::string annotation(const char* level, std::string_view filename, std::uint32_t line, std::string_view title,
                       std::string_view text) {
  std::string command = std::string("::") + level + " file=" + command_text(filename, true);
  if (line != 0) command += ",line=" + std::to_string(line);
  return command + ",title=" + command_text(title, true) + "::" + command_text(text, false) + "\n";
}

const char* level_of(session::FindingLevel level) {
  switch (level) {
    case session::FindingLevel::error: return "error";
    case session::FindingLevel::warning: return "warning";
    default: return "notice";
  }
}

std::uint32_t line_of(const Found& found) {
  if (!found.story) return 0;
  const auto& steps = found.story->steps;
  const auto last = std::find_if(steps.rbegin(), steps.rend(), [](const StoryStep& step) { return step.line != 0; });
  return last != steps.rend() ? last->line : 0;
}

/// XML has no way to write most control characters, nor halves of surrogate pairs.
std::string xml_text(std::string_view text) {
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_surrogate = byte == 0xED && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xA0;
    if (is_surrogate) {
      escaped += "?";
      i += 2;
    } else if (byte == '&') {
      escaped += "&amp;";
    } else if (byte == '<') {
      escaped += "&lt;";
    } else if (byte == '>') {
      escaped += "&gt;";
    } else if (byte == '"') {
      escaped += "&quot;";
    } else if (byte == '\n' || byte == '\r' || byte == '\t') {
      escaped += "&#" + std::to_string(byte) + ";";
    } else if (byte < 0x20 || byte == 0x7F) {
      escaped += "?";
    } else {
      escaped += text[i];
    }
  }
  return escaped;
}

std::string attribute(const char* name, std::string_view value) {
  return std::string(" ") + name + "=\"" + xml_text(value) + "\"";
}

}  // namespace

std::string annotations_of(const Exploration& exploration, std::string_view filename) {
  std::string text;
  for (const Found& found : exploration.outcomes)
    if (found.outcome.fails())
      text += annotation("error", filename, line_of(found), heading_of(found.outcome), details_of(found));
  for (const Reported& each : exploration.findings) {
    const session::Finding& finding = each.finding;
    const std::uint32_t line = finding.evidence.empty() ? 0 : finding.evidence.front().line;
    text += annotation(level_of(finding.level), filename, line, finding_title(finding.kind),
                       finding.text + "\n" + finding_advice(finding.kind) + "\n--schedule " + each.schedule);
  }
  if (exploration.failing == 0 && !exploration.is_complete)
    text += annotation("warning", filename, 0, "Not all schedules", not_all);
  return text;
}

std::string junit_of(const Exploration& exploration, std::string_view filename, double seconds) {
  std::string cases;
  std::uint64_t tests = 0, failures = 0, skipped = 0;
  char time[32];
  std::snprintf(time, sizeof time, "%.3f", seconds);
  const auto add = [&](std::string_view name, const std::string& body) {
    ++tests;
    cases += "    <testcase" + attribute("classname", filename) + attribute("name", name) +
             attribute("time", tests == 1 ? time : "0") + (body.empty() ? "/>\n" : ">" + body + "</testcase>\n");
  };
  for (const Found& found : exploration.outcomes) {
    if (!found.outcome.fails()) continue;
    ++failures;
    const std::string details = details_of(found);
    add(heading_of(found.outcome) + " [" + found.least.schedule.text() + "]",
        "<failure" + attribute("type", kind_name(found.outcome.kind)) +
            attribute("message", details.substr(0, details.find('\n'))) + ">" + xml_text(details) + "</failure>");
  }
  if (tests == 0 && !exploration.is_complete) {
    ++skipped;
    add("no schedule fails", "<skipped" + attribute("message", not_all) + "/>");
  } else if (tests == 0) {
    add("no schedule fails (complete: " + std::to_string(exploration.schedules) + ")", "");
  }
  const std::string counts = attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
                             attribute("errors", "0") + attribute("skipped", std::to_string(skipped)) + attribute("time", time);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts + ">\n  <testsuite" + attribute("name", filename) +
         counts + ">\n" + cases + "  </testsuite>\n</testsuites>\n";
}

}  // namespace threadbox::explore
