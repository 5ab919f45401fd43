#pragma once

#include "session/command.h"
#include "session/model.h"
#include "session/steps.h"

namespace threadbox::ui {

/// What the program's variables hold, scope by scope. What the last step changed has another background; objects that appear more than
/// once have a number. An object of a class of the program has a button for its repr(). `past`: the earlier step at which the user looks;
/// null: none. Threads: the observer only.
void draw_variables(const session::Model& model, const session::Steps& steps, const session::Steps* past,
                    const session::CommandSink& send);

}  // namespace threadbox::ui
