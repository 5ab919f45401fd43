#pragma once

namespace threadbox::session {

/// For std::visit: one function for each alternative of a variant.
template <class... Functions>
struct overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace threadbox::session
