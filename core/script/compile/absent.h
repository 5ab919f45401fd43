#pragma once

#include "script/compile/ast.h"

#include <functional>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// What to do instead of a module, or of a built-in name, that CPython has and Threadbox has not: a sentence without capital and full
/// stop. Empty if absent.def does not list it. Threads: any.
std::string_view advice_on_module(std::string_view name) noexcept;
std::string_view advice_on_builtin(std::string_view name) noexcept;

/// The places where a program depends on something absent: imports it, or uses a built-in name that it does not bind itself. They are
/// ModuleNotFoundError, ImportError and NameError, in the order of the text. What stands in the body of a `try` or under an `if` is the
/// program's own business, except under `if __name__ == …`: it may know better. `has_module` tells which modules there are.
/// Threads: any. Errors: std::bad_alloc.
std::vector<Diagnostic> absent_features(const Ast& ast, const std::function<bool(std::string_view)>& has_module);

}  // namespace threadbox::script
