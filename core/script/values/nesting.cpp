#include "script/values/nesting.h"

#include "script/values/universe.h"

#include <algorithm>
#include <string>

#ifdef __EMSCRIPTEN__
#include <emscripten/stack.h>
#else
#include <pthread.h>
#endif

namespace threadbox::script {

namespace {

/// The stack that one level may need before the next check, and that raising the RecursionError needs.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::uintptr_t reserve = std::uintptr_t{256} << 10;
#else
constexpr std::uintptr_t reserve = std::uintptr_t{64} << 10;
#endif

/// The lowest address of the calling thread's stack; 0 if the system does not tell.
std::uintptr_t end_of_stack() {
#if defined(__EMSCRIPTEN__)
  return emscripten_stack_get_end();
#elif defined(__APPLE__)
  const pthread_t self = pthread_self();
  return reinterpret_cast<std::uintptr_t>(pthread_get_stackaddr_np(self)) - pthread_get_stacksize_np(self);
#elif defined(__linux__)
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  void* end = nullptr;
  std::size_t size = 0;
  const bool known = pthread_attr_getstack(&attributes, &end, &size) == 0;
  pthread_attr_destroy(&attributes);
  return known ? reinterpret_cast<std::uintptr_t>(end) : 0;
#else
  return 0;
#endif
}

/// The value of `lowest_`, computed at the first level.
std::uintptr_t lowest_step(std::uintptr_t here) {
  constexpr std::uintptr_t least_stack = std::uintptr_t{256} << 10;  // Every system gives a thread at least this much.
  const std::uintptr_t end = end_of_stack();
  if (end == 0 || end > here) return here - least_stack / 2;
  // If little is left, half of it is the reserve.
  return end + std::min(reserve, (here - end) / 2);
}

}  // namespace

void Nesting::check(Universe& universe, std::uintptr_t here, const char* where) {
  if (lowest_ == UINTPTR_MAX) lowest_ = lowest_step(here);
  if (depth_ >= deepest || here < lowest_)
    universe.raise("RecursionError", std::string("maximum recursion depth exceeded") + where);
}

}  // namespace threadbox::script
