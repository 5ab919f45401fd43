#include "explore/arena.h"

#include <cstdlib>
#include <new>

// Replaces operator new and delete of the process, so that inside an Arena::Scope the arena provides the memory. The C++ library's other
// forms of both operators call these; those of AddressSanitizer do not, so all are here.

namespace threadbox::explore {

namespace {

constinit thread_local Arena *routed_arena = nullptr, *own_arena = nullptr;

}  // namespace

Arena*& Arena::routed() noexcept { return routed_arena; }
Arena*& Arena::of_thread() noexcept { return own_arena; }

}  // namespace threadbox::explore

namespace {

using threadbox::explore::Arena;

void* allocate(std::size_t bytes, std::size_t alignment) {
  if (Arena* arena = Arena::routed()) return arena->allocate(bytes, alignment);
  while (true) {
    const std::size_t room = (bytes + alignment - 1) / alignment * alignment;
    void* memory = alignment <= alignof(std::max_align_t) ? std::malloc(bytes > 0 ? bytes : 1)
                                                          : std::aligned_alloc(alignment, room > 0 ? room : alignment);
    if (memory != nullptr) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void release(void* memory) noexcept {
  if (memory == nullptr) return;
  if (Arena* arena = Arena::of_thread(); arena != nullptr && arena->free(memory)) return;
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes, alignof(std::max_align_t)); }
void* operator new[](std::size_t bytes) { return operator new(bytes); }
void* operator new(std::size_t bytes, std::align_val_t alignment) { return allocate(bytes, static_cast<std::size_t>(alignment)); }
void* operator new[](std::size_t bytes, std::align_val_t alignment) { return operator new(bytes, alignment); }
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  try {
    return operator new(bytes);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void* operator new[](std::size_t bytes, const std::nothrow_t& nothrow) noexcept { return operator new(bytes, nothrow); }
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { release(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { release(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { release(memory); }
