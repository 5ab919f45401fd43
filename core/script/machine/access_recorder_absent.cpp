#include "script/machine/access_recorder.h"

// The page's module does not record accesses, and does not carry the code for it.

namespace threadbox::script {

void AccessRecorder::begin() noexcept {}
void AccessRecorder::note(VmThread&) noexcept {}

}  // namespace threadbox::script
