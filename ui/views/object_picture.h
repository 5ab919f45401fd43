#pragma once

#include "session/model.h"

#include <imgui.h>

namespace threadbox::ui {

/// Draws the state of a primitive as a picture that ends at `right`: a padlock, lamps, a gauge.
void draw_picture(const session::ObjectRow& object, ImVec2 right);
/// The width of that picture; 0: it has none.
[[nodiscard]] float picture_width(const session::ObjectRow& object);

}  // namespace threadbox::ui
