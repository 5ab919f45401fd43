#pragma once

#include "session/model.h"
#include "ui/kit/theme.h"
#include "ui/views/timeline_scale.h"

#include <cstdint>
#include <vector>

// The visible bars and marks of a lane: never more than it has pixels, however many spans there are. Pure functions.
namespace threadbox::ui {

/// One bar on a lane: a span, or several that are too short to be drawn separately.
struct Bar {
  float from = 0, to = 0;            ///< In points from the lane's left edge; 0 ≤ from < to ≤ width.
  const session::Span* span = nullptr;  ///< The span; of several, the one that gives the bar its style.
  std::uint32_t spans = 1;           ///< How many spans it stands for.
};

/// Fills `bars` with the visible part of `spans`, from left to right. Returns the number of spans that were examined.
/// `open_until_ns`: the end of the last span.
std::size_t visible_bars(const std::vector<session::Span>& spans, double open_until_ns, const TimeWindow& window, float width,
                         std::vector<Bar>& bars);

/// One mark on a lane, or several at the same position.
struct MarkPlace {
  float x = 0;
  const session::Mark* mark = nullptr;  ///< The most important one.
  std::uint32_t marks = 1;
};
std::size_t visible_marks(const std::vector<session::Mark>& marks, const TimeWindow& window, float width,
                          std::vector<MarkPlace>& places);

/// The line of a held lock, in points.
struct HoldPlace {
  float from = 0, to = 0;
  ObjectId object = 0;
};
std::size_t visible_holds(const std::vector<session::Hold>& holds, const TimeWindow& window, float width,
                          std::vector<HoldPlace>& places);

}  // namespace threadbox::ui
