#include "driving.h"

#include "session/pacer.h"

#include <algorithm>
#include <memory>

namespace threadbox::wasm {

namespace {

// Of a frame. The rest is for the page: its picture, and the user's input.
constexpr Seconds turn{0.008};

std::shared_ptr<const session::Pacer> pacer;  // Of the last run; null if the user steps it.

}  // namespace

void driving::prepare() {}

void driving::keep_ready() noexcept {}

/// Without the GIL, threads would execute at the same time, which they cannot here. A stepped run is driven by the user.
void driving::choose(session::RunOptions& options) {
  options.free_threaded = options.compares = false;
  pacer = options.stepped ? nullptr : session::Pacer::drive(options, turn);
}

double driving::rest_ms(double otherwise) noexcept { return pacer ? std::min(otherwise, pacer->due_in_s() * 1000) : otherwise; }

}  // namespace threadbox::wasm
