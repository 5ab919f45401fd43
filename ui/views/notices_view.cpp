#include "session/summary.h"
#include "session/waits.h"
#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"
#include "ui/views/views.h"

#include <imgui.h>

#include <algorithm>
#include <string>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float narrow = 640;  // In points of width. Beside the title, long sentences would be a narrow column.

enum class Tone : unsigned char { bad, informative };

void notice(const char* title, const std::string& text, Focus& focus, Tone tone = Tone::bad) {
  const Palette& colors = palette();
  const ImU32 color = tone == Tone::bad ? colors.error : colors.muted;
  const float line = ImGui::GetTextLineHeight(), width = ImGui::GetContentRegionAvail().x;
  const float title_width = text_size(strong_font(), title).x;
  const bool below = width < narrow;
  const ImVec2 offset = below ? ImVec2{10, 9 + line} : ImVec2{42 + title_width, 7};
  const float inner = width - offset.x - 10;
  const float height = ImGui::CalcTextSize(text.c_str(), nullptr, false, inner).y + offset.y + 7;
  const ImVec2 low = ImGui::GetCursorScreenPos(), high{low.x + width, low.y + std::max(height, line + 14)};
  ImDrawList& draw = *ImGui::GetWindowDrawList();
  draw.AddRectFilled(low, high, blend(colors.panel, color, 0.14F), 7);
  draw.AddRect(low, high, blend(colors.panel, color, 0.6F), 7);
  draw_icon(draw, Icon::warning, {low.x + 17, low.y + 7 + line / 2}, 6, color);
  draw_text(draw, strong_font(), {low.x + 32, low.y + 7}, high.x, colors.text, title);
  linked_text({low.x + offset.x, low.y + offset.y}, text, inner, colors.text, focus);
  note_area(std::string("##notice ") + title, low.x, low.y, width, high.y - low.y, text);
  ImGui::SetCursorScreenPos(low);
  ImGui::Dummy({width, high.y - low.y});
}

/// "244,589"
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

/// What the notice of a standing says; empty if it needs none.
std::string notice_text(const Model& model, const Summary& summary) {
  switch (summary.standing) {
    case Standing::failed: {
      const ThreadRow& main = model.threads.front();
      return main.exception + (main.exception_line != 0 ? " (line " + std::to_string(main.exception_line) + ")" : "");
    }
    case Standing::deadlocked: return wait_sentences(model, deadlock(model));
    case Standing::stuck: return wait_sentences(model, stuck_threads(model)) + ". Every other thread has ended.";
    case Standing::idle: return "The program's text has ended. " + summary.end_main;
    default: return {};
  }
}

}  // namespace

void draw_notices(const Model& model, Focus& focus) {
  const Summary standing = summary(model);
  if (const std::string text = notice_text(model, standing); !text.empty()) {
    switch (standing.standing) {
      case Standing::failed: notice("Failed", text, focus); break;
      case Standing::deadlocked: notice("Deadlock", text, focus); break;
      case Standing::stuck: notice("Nothing can go on", text, focus); break;
      default: notice("Kept open", text, focus, Tone::informative); break;
    }
  }
  if (model.lost_events > 0)
    notice("Too fast to show",
           grouped(model.lost_events) +
               " small events were lost: some moments are missing in the timeline. The states shown are correct.",
           focus, Tone::informative);
}

}  // namespace threadbox::ui
