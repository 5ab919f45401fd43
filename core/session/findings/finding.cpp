#include "session/findings/finding.h"

namespace threadbox::session {

const char* finding_name(FindingKind kind) noexcept {
  switch (kind) {
#define FINDING(each, name, title, advice) \
  case FindingKind::each: return name;
#include "session/findings/findings.def"
  }
  return "";
}

const char* finding_title(FindingKind kind) noexcept {
  switch (kind) {
#define FINDING(each, name, title, advice) \
  case FindingKind::each: return title;
#include "session/findings/findings.def"
  }
  return "";
}

const char* finding_advice(FindingKind kind) noexcept {
  switch (kind) {
#define FINDING(each, name, title, advice) \
  case FindingKind::each: return advice;
#include "session/findings/findings.def"
  }
  return "";
}

const char* finding_level_name(FindingLevel level) noexcept {
  switch (level) {
    case FindingLevel::hint: return "hint";
    case FindingLevel::warning: return "warning";
    case FindingLevel::error: return "error";
  }
  return "";
}

}  // namespace threadbox::session
