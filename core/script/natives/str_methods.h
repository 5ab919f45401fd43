#pragma once

#include "script/natives/native_arguments.h"
#include "script/text/text_view.h"

namespace threadbox::script {

// Shared by the files that define the methods of str: str_case.cpp, str_split.cpp, str_search.cpp and str_format.cpp.

inline const Str& self(Call& call) { return self_of<Str>(call, "str"); }
inline TextView self_text(Call& call) { return self(call).text; }

/// An argument that must be a str. Errors: TypeError "<what> must be str, not int".
inline const Str& text_argument(Call& call, std::size_t index, const char* what) {
  const auto* text = as<Str>(call.arguments[index]);
  if (text == nullptr) call.vm.raise("TypeError", std::string(what) + "must be str, not " + argument_type(call, index));
  return *text;
}

}  // namespace threadbox::script
