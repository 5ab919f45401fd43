# `cmake --install`, component "development": the core as a library. A project of its own then says find_package(threadbox) and links
# threadbox::threadbox.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(threadbox-core INTERFACE)
set_target_properties(threadbox-core PROPERTIES EXPORT_NAME threadbox)
target_link_libraries(threadbox-core INTERFACE concurrent)

foreach(room park trace sync concurrent)
  set_target_properties(${room} PROPERTIES OUTPUT_NAME threadbox-${room})
endforeach()
install(TARGETS threadbox-core park trace sync concurrent EXPORT threadbox-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY core/include/threadbox DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/threadbox)
install(EXPORT threadbox-targets NAMESPACE threadbox:: DESTINATION ${package} COMPONENT development)
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/threadbox-config.cmake @ONLY CONTENT [[
include(CMakeFindDependencyMacro)
find_dependency(Threads)
include(${CMAKE_CURRENT_LIST_DIR}/threadbox-targets.cmake)
]])
write_basic_package_version_file(${CMAKE_BINARY_DIR}/threadbox-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/threadbox-config.cmake ${CMAKE_BINARY_DIR}/threadbox-config-version.cmake
  DESTINATION ${package} COMPONENT development)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libthreadbox-dev COMPONENT development)
