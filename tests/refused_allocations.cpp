#include "refused_allocations.h"
#include "refusing_new.h"

#include <threadbox/park/error.h>

#include <doctest/doctest.h>

#include <new>
#include <string>
#include <utility>

namespace threadbox::tests {

constinit thread_local long refused = -1;

bool refuses_allocation() noexcept { return refused >= 0 && refused-- == 0; }

long refuse_each(const std::function<void()>& attempt, const std::function<void(bool)>& check, double left_out) {
  constexpr long too_many = 100'000;
  for (long which = 0;; which += 1 + static_cast<long>(left_out * static_cast<double>(which))) {
    bool ended_well = false;
    refused = which;
    try {
      attempt();
      ended_well = true;
    } catch (const std::bad_alloc&) {
    } catch (const Error& error) {
      refused = -1;
      CHECK(std::string(error.what()) == "can't start new thread");
    }
    const bool none_refused = refused >= 0;
    refused = -1;
    check(ended_well);
    if (none_refused) {
      CHECK(ended_well);
      return which;
    }
    REQUIRE(which < too_many);
  }
}

void without_memory(const std::function<void()>& steps) {
  refused = 0;
  steps();
  const long left = std::exchange(refused, -1);
  CHECK(left == 0);
}

}  // namespace threadbox::tests
