#include "script/machine/access_recorder.h"

// The page's module does not record accesses, and does not carry the code for it; the engine with which the page explores does.

namespace threadbox::script {

void AccessRecorder::begin() noexcept {}
void AccessRecorder::note(VmThread&) noexcept {}

}  // namespace threadbox::script
