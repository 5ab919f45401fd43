#pragma once

namespace threadbox::session {

/// For std::visit: a function for each kind of a variant.
template <class... Functions>
struct overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace threadbox::session
