#pragma once

#include "session/model.h"

#include <map>
#include <span>
#include <string>
#include <vector>

// What the user can do with a primitive, as Python statements. Pure functions of the model.
namespace threadbox::ui {

/// A button of a primitive's card. In its statement, `$` stands for the primitive's expression, `%` for the value that the user has typed.
struct Action {
  const char* text;
  const char* statement;
};

/// The actions that can still have an effect on the object. None of them waits.
[[nodiscard]] std::span<const Action> actions_of(const session::ObjectRow& object) noexcept;
/// `name`: the object's expression. Without a value, None is put.
[[nodiscard]] std::string statement_of(const Action& action, const std::string& name, const std::string& value);

/// A card in words, for users who do not see it.
struct CardText {
  ObjectId id = 0;
  std::string text;  ///< "queue jobs: 3 of 5 items; Consumer-1 waits"
  std::vector<std::string> statements;  ///< Those of its buttons.
};
/// The cards of the primitives that the program knows, at most some hundred. `values`: what has been typed into cards of queues.
[[nodiscard]] std::vector<CardText> card_texts(const session::Model& model, const std::map<ObjectId, std::string>& values = {});

}  // namespace threadbox::ui
