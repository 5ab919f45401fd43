#include "script/runners/simulation_host.h"

namespace threadbox::script {

namespace {
constexpr std::uint64_t points_per_check = 4096;  // Scheduling points between two checks whether the trace must be drained.
}

SimulationHost::SimulationHost(SimulatedRunner& runner, Launcher* launcher)
    : runner_(runner), runtime_(Runtime::Options{nullptr, nullptr, launcher, 1}) {
  runner_.set_waker([this] { wake(); });
}

void SimulationHost::start() {
  runtime_.launch_main([this] { work(); });
}

void SimulationHost::work() {
  Waiter& self = this_waiter();
  while (true) {
    const SimulatedRunner::Pause pause = runner_.step(points_per_check);
    if (pause == SimulatedRunner::Pause::ended) return;
    if (pause != SimulatedRunner::Pause::budget || runner_.wants_draining()) self.park();
  }
}

}  // namespace threadbox::script
