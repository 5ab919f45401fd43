#include "script/machine/call.h"
#include "script/machine/vm.h"
#include "script/natives/sync_payloads.h"

#include <threadbox/sync/sleep.h>

#include <cmath>

namespace threadbox::script {

namespace {

Value sleep(Call& call) {
  return call.thread.block<Sleep>([](VmThread&, Operation&) { return Value::none(); }, seconds(call, call.arguments[0]));
}

double run_seconds(Call& call) { return static_cast<double>(call.vm.runtime().clock().now_ns()) / 1e9; }

Value monotonic(Call& call) { return call.vm.number(run_seconds(call)); }

Value monotonic_ns(Call& call) { return Value::integer(static_cast<std::int64_t>(call.vm.runtime().clock().now_ns())); }

std::uint64_t wall_ns(Call& call) { return call.vm.runtime().clock().wall_ns(); }

Value time(Call& call) { return call.vm.number(static_cast<double>(wall_ns(call)) / 1e9); }
Value time_ns(Call& call) { return Value::integer(static_cast<std::int64_t>(wall_ns(call))); }

}  // namespace

void install_time(Vm& vm) {
  Module* module = vm.module("_time");
  vm.define(module, "sleep", sleep, {"seconds", "/"}, 1);
  vm.define(module, "time", time, {}, 0);
  vm.define(module, "time_ns", time_ns, {}, 0);
  vm.define(module, "monotonic", monotonic, {}, 0);
  vm.define(module, "monotonic_ns", monotonic_ns, {}, 0);
  vm.define(module, "perf_counter", monotonic, {}, 0);
  vm.define(module, "perf_counter_ns", monotonic_ns, {}, 0);
  // A sandbox does not reveal processor time: the run's clock stands in for it.
  for (const char* name : {"process_time", "thread_time"}) vm.define(module, name, monotonic, {}, 0);
  for (const char* name : {"process_time_ns", "thread_time_ns"}) vm.define(module, name, monotonic_ns, {}, 0);
}

}  // namespace threadbox::script
