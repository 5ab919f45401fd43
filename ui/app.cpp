#include "ui/app.h"

#include <utility>
#include <vector>

namespace threadbox::ui {

using namespace session;

bool App::update() {
  const bool was_live = session_.live();
  return session_.drain() > 0 || was_live != session_.live();
}

void App::draw() {
  std::vector<Command> commands;
  screen_.draw(session_.model(), session_.live(), [&](Command command) { commands.push_back(std::move(command)); });
  for (const Command& command : commands) session_.post(command);
}

}  // namespace threadbox::ui
