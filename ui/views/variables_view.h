#pragma once

#include "session/model.h"
#include "session/steps.h"

namespace threadbox::ui {

/// What the program's variables hold, scope by scope. What the last step changed has another background; objects that appear more than
/// once have a number. Threads: the observer only.
void draw_variables(const session::Model& model, const script::Variables& variables);

}  // namespace threadbox::ui
