#include "driving.h"

#include <threadbox/sync/worker_pool.h>

#include <exception>
#include <thread>

namespace threadbox::wasm {

namespace {
constexpr std::size_t idle_workers = 4;  // Created in advance: creating a worker takes tens of milliseconds.
}

void driving::prepare() {
  std::thread([] {
    try {
      session::Session::prepare();
    } catch (const std::exception&) {
      // Then the first run takes longer.
    }
  }).detach();
}

void driving::keep_ready() noexcept { WorkerPool::shared().reserve(idle_workers); }

void driving::choose(session::RunOptions&) {}

double driving::rest_ms(double otherwise) noexcept { return otherwise; }

}  // namespace threadbox::wasm
