#include "script/text/fuel.h"

#include "script/text/fuel_look.h"

#include <threadbox/sync/blocking.h>

namespace threadbox::script {

namespace {

void (*look_around)() noexcept = nullptr;

}  // namespace

void set_fuel_look(void (*look)() noexcept) noexcept { look_around = look; }

thread_local std::size_t Fuel::spent_ = 0;

void Fuel::check() {
  spent_ = 0;
  if (look_around != nullptr) look_around();
  if ((this_waiter().requests() & (stop_request | interrupt_request)) != 0) throw Interrupted{};
}

}  // namespace threadbox::script
