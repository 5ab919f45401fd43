#include "screen_stage.h"

#include "ui/parts.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

const std::map<std::string, std::string> titles = {{"timeline", "##title Timeline"},     {"threads", "##title Threads"},
                                                   {"primitives", "##title Primitives"}, {"graph", "##title Waits"},
                                                   {"variables", "##title Variables"},   {"console", "##title Console"}};

}  // namespace

TEST_CASE("parts: a list of names is read in any order, and unknown names are ignored") {
  CHECK(parts_of("").empty());
  CHECK(parts_of("code,none,Timeline,time,,").empty());
  CHECK(parts_of("console,timeline,console") == std::vector{Part::timeline, Part::console});
  CHECK(parts_of("variables,graph,primitives,threads").size() == 4);
}

TEST_CASE("parts: what is named is shown, and nothing else, at any size") {
  for (const ImVec2 size : {ImVec2{390, 360}, ImVec2{600, 364}, ImVec2{800, 464}, ImVec2{1280, 800}}) {
    for (const std::string list : {"timeline", "console", "threads", "variables", "primitives", "graph", "primitives,graph",
                                   "timeline,console", "timeline,threads,primitives,graph,variables,console"}) {
      CAPTURE(size.x);
      CAPTURE(list);
      ScreenStage s(crowded_model(), size, {.toolbar = false});
      s.screen.show_only(parts_of(list));
      s.stage.settle();
      for (const auto& [name, title] : titles) {
        CAPTURE(name);
        CHECK((s.stage.find(title) != nullptr) == (("," + list + ",").find("," + name + ",") != std::string::npos));
      }
      for (const WidgetPlace& place : widgets()) {
        CAPTURE(place.label);
        CHECK(place.x >= -0.5F);
        CHECK(place.x + place.width <= size.x + 0.5F);
      }
      s.screen.show_only({});
      s.stage.settle();
      CHECK((s.stage.find("##title Timeline") != nullptr));
    }
  }
}

TEST_CASE("parts: one that is shown alone works as among the others, and fills the window") {
  ScreenStage s(small_model(), {600, 364}, {.toolbar = false});
  s.screen.show_only(parts_of("primitives"));
  s.stage.settle();
  CHECK(s.sent_by("abort", "gate") == Statements{"gate.abort()"});
  CHECK(s.stage.find("Who waits for whom") == nullptr);
  s.screen.show_only(parts_of("threads,console"));
  s.stage.settle();
  CHECK(s.sent_by("join", "w") == Statements{"w.join(timeout=1)"});
  s.stage.double_click("##title Console");
  CHECK(s.stage.find("##title Threads") == nullptr);
  s.stage.double_click("##title Console");
  CHECK(s.stage.find("##title Threads") != nullptr);
}
