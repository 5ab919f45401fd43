#include "allocator.h"

#include "refusing_new.h"

#include <atomic>

namespace threadbox::exhaustion {

namespace {

std::atomic<script::AllocationFaults*> current{nullptr};
thread_local bool is_exempt = false;

}  // namespace

RefusingAllocator::RefusingAllocator(script::AllocationFaults& faults) noexcept {
  is_exempt = true;
  current.store(&faults, std::memory_order_release);
}
RefusingAllocator::~RefusingAllocator() { current.store(nullptr, std::memory_order_release); }

AsThreadOfTheRun::AsThreadOfTheRun() noexcept { is_exempt = false; }
AsThreadOfTheRun::~AsThreadOfTheRun() { is_exempt = true; }

}  // namespace threadbox::exhaustion

/// Called by operator new, for the threads of a run.
bool threadbox::tests::refuses_allocation() noexcept {
  using namespace threadbox::exhaustion;
  if (is_exempt) return false;
  script::AllocationFaults* faults = current.load(std::memory_order_acquire);
  return faults != nullptr && faults->next();
}
