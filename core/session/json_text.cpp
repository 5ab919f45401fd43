#include "session/json_text.h"

#include <nlohmann/json.hpp>

namespace threadbox::session {

using nlohmann::json;

void JsonText::value(double number) { put(json(number).dump()); }

void JsonText::value(std::string_view text) { put(json(text).dump(-1, ' ', false, json::error_handler_t::replace)); }

}  // namespace threadbox::session
