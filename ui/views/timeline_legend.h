#pragma once

namespace threadbox::ui {

/// Draws the most frequent states with their symbols, if they fit into `room`, in the current line.
void draw_legend(float room);

/// Draws a button that opens a popup, which explains everything that the timeline shows.
void draw_legend_button();

}  // namespace threadbox::ui
