#include "session/findings/findings.h"

#include "session/summary.h"

#include <algorithm>
#include <new>
#include <utility>

namespace threadbox::session {

namespace {

/// Whether the two are told once: they are of one kind and at the same lines, or begin at the same line and are about the same objects.
bool is_same(const Finding& one, const Finding& other) {
  if (one.kind != other.kind || one.evidence.empty() || other.evidence.empty()) return false;
  const std::uint32_t line = one.evidence.front().line;
  if (line != other.evidence.front().line) return false;
  return one.objects == other.objects ||
         (line != 0 && std::ranges::equal(one.evidence, other.evidence, {}, &Evidence::line, &Evidence::line));
}

/// Without memory, a finding is lost.
void try_to(const auto& find) noexcept {
  try {
    find();
  } catch (const std::bad_alloc&) {}
}

}  // namespace

Findings::Findings() {
#define FINDING(kind, ...) detectors_.push_back(make_##kind());
#include "session/findings/findings.def"
  for (const auto& detector : detectors_) {
    before_.add(detector->seen_before());
    after_.add(detector->seen_after());
  }
}

Findings::~Findings() = default;

void Findings::before(const TraceEvent& event, const Fold& fold) noexcept {
  if (!before_.has(event.kind)) return;
  for (const auto& detector : detectors_) {
    if (!detector->seen_before().has(event.kind)) continue;
    event_ = event.sequence;
    try_to([&] { detector->before({event, fold.model(), fold.thread_of(event.thread)}, *this); });
  }
}

void Findings::after(const TraceEvent& event, const Fold& fold) noexcept {
  if (order_.is_active() || event.kind == EventKind::place_name) try_to([&] { order_.see(event, fold); });
  if (!after_.has(event.kind)) return;
  for (const auto& detector : detectors_) {
    if (!detector->seen_after().has(event.kind)) continue;
    event_ = event.sequence;
    try_to([&] { detector->after({event, fold.model(), fold.thread_of(event.thread)}, *this); });
  }
}

void Findings::at_rest(const Model& model) noexcept {
  if (rested_ == model.event_count) return;
  bool rests = false;
  try_to([&] { rests = !stuck_threads(model).empty(); });
  if (!rests) return;
  rested_ = model.event_count;
  event_ = model.event_count - 1;
  for (const auto& detector : detectors_) try_to([&] { detector->at_rest(model, *this); });
}

std::size_t Findings::add(Finding finding) {
  const auto known = std::ranges::find_if(list_, [&](const Finding& each) { return is_same(each, finding); });
  if (known == list_.end()) {
    if (list_.size() < most) list_.push_back(std::move(finding));
    return list_.size() - 1;
  }
  if (finding.evidence.front().event != known->evidence.front().event) ++known->times;
  if (finding.level > known->level) {
    known->level = finding.level;
    known->text = std::move(finding.text);
    known->evidence = std::move(finding.evidence);
  }
  if (finding.cause_of) known->cause_of = finding.cause_of;
  return static_cast<std::size_t>(known - list_.begin());
}

void Findings::withdraw(FindingKind kind) noexcept {
  const std::optional<std::size_t> place = last(kind);
  if (!place) return;
  std::erase_if(list_, [&](const Finding& each) { return each.cause_of == place; });
  list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(*place));
}

std::optional<std::size_t> Findings::last(FindingKind kind) const noexcept {
  for (std::size_t place = list_.size(); place-- > 0;)
    if (list_[place].kind == kind) return place;
  return std::nullopt;
}

}  // namespace threadbox::session
