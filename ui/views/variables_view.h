#pragma once

#include "session/model.h"
#include "session/steps.h"

namespace threadbox::ui {

/// What the program's variables hold, scope by scope. What the last step changed has another background; objects that appear more than
/// once have a number. `past`: the earlier step at which the user looks; null: none. Threads: the observer only.
void draw_variables(const session::Model& model, const session::Steps& steps, const session::PastStep* past);

}  // namespace threadbox::ui
