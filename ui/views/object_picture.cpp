#include "ui/views/object_picture.h"

#include "ui/kit/theme.h"

#include <algorithm>
#include <numbers>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float gauge_width = 56, pi = std::numbers::pi_v<float>;

/// Draws a row of lamps, the first ones of them on.
void draw_lamps(ImDrawList& draw, ImVec2 right, int on, int all, ImU32 color) {
  constexpr int most = 12;
  all = std::min(all, most);
  for (int i = 0; i < all; ++i) {
    const ImVec2 center{right.x - 5 - static_cast<float>(all - 1 - i) * 12, right.y};
    if (i < on) draw.AddCircleFilled(center, 4.5F, color, 16);
    else draw.AddCircle(center, 4, palette().muted, 16, 1.3F);
  }
}

/// Draws a bar that shows how full a queue is.
void draw_gauge(ImDrawList& draw, ImVec2 right, float part, ImU32 color) {
  const ImVec2 low{right.x - gauge_width, right.y - 4}, high{right.x, right.y + 4};
  draw.AddRect(low, high, palette().muted, 4);
  if (part > 0)
    draw.AddRectFilled({low.x + 2, low.y + 2}, {low.x + 2 + (gauge_width - 4) * std::min(part, 1.0F), high.y - 2}, color, 2);
}

void draw_padlock(ImDrawList& draw, ImVec2 right, bool closed, ImU32 color) {
  const ImVec2 c{right.x - 8, right.y + 2};
  const float shift = closed ? 0 : 5;
  draw.PathArcTo({c.x + shift, c.y - 3}, 4, pi, closed ? 2 * pi : 1.9F * pi, 12);
  draw.PathStroke(color, 0, 1.7F);
  draw.AddRectFilled({c.x - 6, c.y - 2}, {c.x + 6, c.y + 7}, color, 2);
}

}  // namespace

void draw_picture(const ObjectRow& object, ImVec2 right) {
  if (!object.known) return;
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  const Palette& colors = palette();
  switch (object.kind) {
    case ObjectKind::lock:
    case ObjectKind::rlock:
      draw_padlock(draw, right, object.owner != 0, object.owner != 0 ? colors.blocked : colors.muted);
      break;
    case ObjectKind::event: draw_lamps(draw, right, object.flag ? 1 : 0, 1, colors.joining); break;
    case ObjectKind::barrier: draw_lamps(draw, right, object.n_waiting, object.parties, colors.waiting); break;
    case ObjectKind::semaphore: {
      const int free = static_cast<int>(std::clamp<std::int64_t>(object.value, 0, 12));
      draw_lamps(draw, right, free, std::max(free, 1), colors.joining);
      break;
    }
    case ObjectKind::queue:
      if (object.maxsize > 0)
        draw_gauge(draw, right, static_cast<float>(object.size) / static_cast<float>(object.maxsize), colors.running);
      break;
    default: break;
  }
}

float picture_width(const ObjectRow& object) {
  if (!object.known) return 0;
  if (object.kind == ObjectKind::barrier) return 12 * static_cast<float>(std::min(object.parties, 12));
  if (object.kind == ObjectKind::semaphore) return 12 * static_cast<float>(std::clamp<std::int64_t>(object.value, 1, 12));
  switch (object.kind) {
    case ObjectKind::queue: return object.maxsize > 0 ? gauge_width : 0;
    case ObjectKind::lock:
    case ObjectKind::rlock:
    case ObjectKind::event: return 18;
    default: return 0;
  }
}

}  // namespace threadbox::ui
