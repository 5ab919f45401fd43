#include "script/text/fuel.h"

#include <threadbox/sync/blocking.h>

namespace threadbox::script {

thread_local std::size_t Fuel::spent_ = 0;

void Fuel::check() {
  spent_ = 0;
  if ((this_waiter().requests() & (stop_request | interrupt_request)) != 0) throw Interrupted{};
}

}  // namespace threadbox::script
