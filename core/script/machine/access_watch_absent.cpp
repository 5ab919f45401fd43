#include "script/machine/access_watch.h"

// The page's module cannot switch threads between accesses yet, and does not carry the code for it. A run with Preemption::access switches
// them only where they wait.

namespace threadbox::script {

Accesses::Accesses(Vm& vm) : vm_(vm), places_(vm) {}
void AccessWatch::begin_watching() {}
bool AccessWatch::leaves_stand(VmThread&) { return false; }
bool AccessWatch::stops(VmThread&) { return false; }
bool AccessWatch::can_step(const Waiter&) const { return true; }
void AccessWatch::begin_step(Thread&) {}
void AccessWatch::signalled(ThreadId) noexcept {}
void AccessWatch::waits(ThreadId) {}
void AccessWatch::wakes(ThreadId, bool) {}
void AccessWatch::ends(Thread&) {}
void AccessWatch::finalizes() {}
Footprint AccessWatch::next_of(VmThread&) { return {}; }
ThreadId AccessWatch::waits_for(ThreadId) const noexcept { return 0; }

}  // namespace threadbox::script
