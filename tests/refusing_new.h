#pragma once

namespace threadbox::tests {

/// Whether operator new throws std::bad_alloc this time. refusing_new.cpp, which replaces it, asks before each allocation;
/// each program that is linked with it defines this.
/// Threads: any.
bool refuses_allocation() noexcept;

}  // namespace threadbox::tests
