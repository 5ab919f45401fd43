#include "session/findings/report.h"

#include <algorithm>

namespace threadbox::session {

std::vector<const Finding*> in_order(const std::vector<Finding>& findings) {
  std::vector<const Finding*> symptoms, ordered;
  for (const Finding& finding : findings)
    if (!finding.cause_of) symptoms.push_back(&finding);
  // The gravest first; of one level, what keeps threads from going on, then the others in their own order.
  const auto ends_all = [](const Finding* finding) { return finding->kind <= FindingKind::forgotten_release; };
  std::ranges::sort(symptoms, [&](const Finding* one, const Finding* other) {
    if (one->level != other->level) return one->level > other->level;
    return ends_all(one) != ends_all(other) ? ends_all(one) : one < other;
  });
  for (const Finding* symptom : symptoms) {
    ordered.push_back(symptom);
    const auto place = static_cast<std::size_t>(symptom - findings.data());
    for (const Finding& finding : findings)
      if (finding.cause_of == place) ordered.push_back(&finding);
  }
  return ordered;
}

std::string findings_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding* finding : in_order(findings)) {
    const std::string indent = finding->cause_of ? "  " : "";
    text += indent + finding_level_name(finding->level) + ": " + finding_name(finding->kind) + ": " + finding->text;
    if (finding->times > 1) text += " (" + std::to_string(finding->times) + " times)";
    text += "\n" + indent + "  " + finding_advice(finding->kind) + "\n";
  }
  return text;
}

}  // namespace threadbox::session
