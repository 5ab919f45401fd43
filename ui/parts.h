#pragma once

#include <string_view>
#include <vector>

namespace threadbox::ui {

/// A view that can be shown without the others, for small frames in other pages.
enum class Part { timeline, threads, primitives, graph, variables, console };

/// Reads "timeline,console". Names that no part has are ignored, and each part is there once, in the order above.
[[nodiscard]] std::vector<Part> parts_of(std::string_view names);

}  // namespace threadbox::ui
