#pragma once

#include "session/findings/finding.h"

#include <string>
#include <vector>

// Findings as a text for people.
namespace threadbox::session {

/// The findings as they are told: errors, warnings, hints; each cause after what it explains. Errors: std::bad_alloc.
std::vector<const Finding*> in_order(const std::vector<Finding>& findings);

/// Two lines for each finding: its level, name and sentence, and what to do about it. Errors: std::bad_alloc.
std::string findings_text(const std::vector<Finding>& findings);

}  // namespace threadbox::session
