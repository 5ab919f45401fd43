#include "allocator.h"

#include <cstdlib>
#include <new>

namespace threadbox::exhaustion {

namespace {

std::atomic<script::AllocationFaults*> current{nullptr};
thread_local bool is_exempt = false;

bool refuses() noexcept {
  if (is_exempt) return false;
  script::AllocationFaults* faults = current.load(std::memory_order_acquire);
  return faults != nullptr && faults->next();
}

}  // namespace

RefusingAllocator::RefusingAllocator(script::AllocationFaults& faults) noexcept {
  is_exempt = true;
  current.store(&faults, std::memory_order_release);
}
RefusingAllocator::~RefusingAllocator() { current.store(nullptr, std::memory_order_release); }

AsThreadOfTheRun::AsThreadOfTheRun() noexcept { is_exempt = false; }
AsThreadOfTheRun::~AsThreadOfTheRun() { is_exempt = true; }

}  // namespace threadbox::exhaustion

void* operator new(std::size_t size) {
  void* place = threadbox::exhaustion::refuses() ? nullptr : std::malloc(size > 0 ? size : 1);
  if (place == nullptr) throw std::bad_alloc{};
  return place;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  const std::size_t align = static_cast<std::size_t>(alignment);
  void* place = threadbox::exhaustion::refuses() ? nullptr : std::aligned_alloc(align, (size + align - 1) / align * align);
  if (place == nullptr) throw std::bad_alloc{};
  return place;
}
void* operator new[](std::size_t size, std::align_val_t alignment) { return operator new(size, alignment); }
void operator delete(void* place) noexcept { std::free(place); }
void operator delete[](void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
