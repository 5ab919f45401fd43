#pragma once

#include "session/findings/access_order.h"
#include "session/findings/detector.h"
#include "session/fold.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace threadbox::session {

/// What is wrong with the program of a run: a fold of its log, like the model. The same events give the same findings, so that a step
/// back, which is a replay, takes back those that came later. Of a parallel run, those that show in the absence of events need at_rest().
/// Threads: the observer only. Owns: its detectors and the list.
class Findings {
 public:
  /// Errors: std::bad_alloc.
  Findings();
  ~Findings();
  Findings(const Findings&) = delete;
  Findings& operator=(const Findings&) = delete;

  /// The lines of the program's single_waits(), in order.
  void set_single_waits(std::vector<std::uint32_t> lines) noexcept { single_waits_ = std::move(lines); }

  /// Has accesses told that nothing orders, for an explorer, which withdraws those whose order does not matter.
  void tell_unordered() noexcept { tells_unordered_ = true; }
  [[nodiscard]] bool tells_unordered() const noexcept { return tells_unordered_; }

  /// Called for each event in order, before and after the model's fold has applied it. Where memory runs out, a finding is lost.
  void before(const TraceEvent& event, const Fold& fold) noexcept;
  void after(const TraceEvent& event, const Fold& fold) noexcept;
  /// Called now and then while a parallel run lives, with a model whose time is up to date; of a run that the user steps, when no thread
  /// can be chosen.
  void at_rest(const Model& model) noexcept;

  /// Those so far, in the order in which they were found. Of one that is found again at the same lines there is one entry.
  [[nodiscard]] const std::vector<Finding>& list() const noexcept { return list_; }

  // --- for detectors

  /// Adds a finding, or counts it if the same is known; a higher level or a cause is taken over. Returns its place in the list.
  std::size_t add(Finding finding);
  /// Takes back the last finding of that kind, and the causes of it: it was not so.
  void withdraw(FindingKind kind) noexcept;
  /// The place of a finding of that kind, the last one; none if there is none.
  [[nodiscard]] std::optional<std::size_t> last(FindingKind kind) const noexcept;
  /// Whether the program goes on after a wait() of that line without testing again what it has waited for.
  [[nodiscard]] bool is_single_wait(std::uint32_t line) const noexcept { return std::ranges::binary_search(single_waits_, line); }
  /// Which accesses are ordered, up to the event that is being looked at.
  [[nodiscard]] const AccessOrder& order() const noexcept { return order_; }
  /// The number of the event that is being looked at.
  [[nodiscard]] std::uint64_t event() const noexcept { return event_; }

 private:
  static constexpr std::size_t most = 200;

  std::vector<std::unique_ptr<Detector>> detectors_;
  EventKinds before_{}, after_{};  ///< What any of them sees.
  std::vector<std::uint32_t> single_waits_;
  AccessOrder order_;
  std::vector<Finding> list_;
  bool tells_unordered_ = false;
  std::uint64_t event_ = 0;
  std::uint64_t rested_ = 0;  ///< The number of events at the last call of at_rest that had an effect.
};

}  // namespace threadbox::session
