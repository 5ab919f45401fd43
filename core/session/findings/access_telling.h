#pragma once

#include "session/findings/access_order.h"
#include "session/findings/findings.h"

#include <set>
#include <string>
#include <tuple>

// What the findings about accesses share when they tell what they have found.
namespace threadbox::session {

/// Which findings have been told: of the same lines of the same code, one is enough. Bounded.
class Told {
 public:
  /// Whether it is new. `error`: it is told again as one.
  bool is_new(std::uint32_t line, std::uint32_t other, std::uint32_t third, bool error);

 private:
  static constexpr std::size_t most = 1'000;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, bool>> told_;
};

/// The thread's name, "a thread" if it is not known any more.
std::string thread_text(const Model& model, const Access& access);
/// The access as a moment that a finding rests on.
Evidence evidence_of(const Access& access) noexcept;
/// " of 3"; empty if the value is not known.
std::string value_text(const Access& access);

}  // namespace threadbox::session
