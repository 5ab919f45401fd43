#include "session/findings/report.h"

#include <algorithm>

namespace threadbox::session {

std::vector<const Finding*> in_order(const std::vector<Finding>& findings) {
  std::vector<const Finding*> symptoms, ordered;
  for (const Finding& finding : findings)
    if (!finding.cause_of) symptoms.push_back(&finding);
  // The gravest first; those of one level in their own order.
  std::ranges::sort(symptoms, [](const Finding* one, const Finding* other) {
    return one->level != other->level ? one->level > other->level : one < other;
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
