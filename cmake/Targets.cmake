# SPDX-License-Identifier: Apache-2.0
# One static library per folder: nsscope_library(core_scan SOURCES a.cpp b.cpp USES core_base ...).
# Includes are written from the root of the tree, so each shows its layer.
function(nsscope_options target)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:${NSSCOPE_WARNINGS}>")
  if(CMAKE_UNITY_BUILD) # What a test keeps to itself looks shared to GCC where its file is read by another.
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
  endif()
  if(NSSCOPE_SANITIZE)
    target_compile_options(${target} PRIVATE
      "$<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${NSSCOPE_SANITIZE};-fno-omit-frame-pointer;-fno-sanitize-recover=all>")
    target_link_options(${target} PRIVATE -fsanitize=${NSSCOPE_SANITIZE})
  endif()
endfunction()

# Headers that most files of a kind read anyway, parsed once per set of options (a third of the build's time).
# A test runs once for each time it is compiled: GCC's optimizer costs it more than it gives.
set(NSSCOPE_TEST_OPTIONS -O0)
# nsscope_precompile(target KIND) with KIND qt, qt_test or test.
set(NSSCOPE_PCH_qt <QtWidgets/QtWidgets> <vector> <string> <optional> <chrono> <variant> <unordered_map>)
set(NSSCOPE_PCH_qt_test <QtWidgets/QtWidgets> <QtTest/QtTest> <vector> <string> <optional> <chrono> <variant> <unordered_map>)
set(NSSCOPE_PCH_test <gtest/gtest.h> <gmock/gmock.h> <vector> <string> <optional> <chrono> <variant> <unordered_map>)
# Qt6::Test tells each test its folder (for QFINDTESTDATA, unused here), and what differs by folder cannot share a
# precompiled header.
set(NSSCOPE_QT_TEST_PLACES -UQT_TESTCASE_BUILDDIR -UQT_TESTCASE_SOURCEDIR)
set(NSSCOPE_PCH_LIBS_qt Qt6::Widgets)
set(NSSCOPE_PCH_LIBS_qt_test Qt6::Widgets Qt6::Test)
set(NSSCOPE_PCH_LIBS_test GTest::gtest GTest::gmock)
function(nsscope_precompile target kind)
  if(NOT NSSCOPE_PCH)
    return()
  endif()
  set(from nsscope_pch_${kind})
  if(NOT TARGET ${from})
    set(empty ${PROJECT_BINARY_DIR}/${from}.cpp)
    file(CONFIGURE OUTPUT ${empty} CONTENT "")
    add_library(${from} OBJECT ${empty})
    target_link_libraries(${from} PRIVATE ${NSSCOPE_PCH_LIBS_${kind}})
    nsscope_options(${from})
    if(kind STREQUAL "qt")
      target_compile_definitions(${from} PRIVATE ${NSSCOPE_QT_DEFINITIONS})
    elseif(kind STREQUAL "qt_test")
      target_compile_options(${from} PRIVATE ${NSSCOPE_QT_TEST_PLACES})
    endif()
    if(NOT kind STREQUAL "qt")
      target_compile_options(${from} PRIVATE ${NSSCOPE_TEST_OPTIONS})
    endif()
    target_precompile_headers(${from} PRIVATE ${NSSCOPE_PCH_${kind}})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${from})
endfunction()

set(NSSCOPE_QT_DEFINITIONS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_USE_QSTRINGBUILDER)

function(nsscope_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  foreach(source IN LISTS ARG_SOURCES) # each with its own context of translation
    file(STRINGS ${source} own_tr REGEX "^QString tr\\(" LIMIT_COUNT 1)
    if(own_tr)
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  endforeach()
  target_link_libraries(${name} PUBLIC ${ARG_USES})
  nsscope_options(${name})
endfunction()

# What moc makes is read by the file that it belongs to; what is left to compile apart is empty and needs no header.
function(nsscope_no_mocs_apart name)
  set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp PROPERTIES
    SKIP_PRECOMPILE_HEADERS ON)
endfunction()

function(nsscope_qt_library name)
  nsscope_library(${name} ${ARGN})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  nsscope_no_mocs_apart(${name})
  target_compile_definitions(${name} PRIVATE ${NSSCOPE_QT_DEFINITIONS})
  if("Qt6::Widgets" IN_LIST ARGN)
    nsscope_precompile(${name} qt)
  endif()
endfunction()

# nsscope_test(NAME [KERNEL] SOURCES ... USES ...): GoogleTest, one ctest entry per case. KERNEL: some of them make
# namespaces or measure the kernel, which one test at a time may do, since they take numbers from each other.
function(nsscope_test name)
  cmake_parse_arguments(ARG "KERNEL" "" "SOURCES;USES" ${ARGN})
  set(lock)
  if(ARG_KERNEL)
    set(lock RESOURCE_LOCK kernel)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_USES} GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE
    NSSCOPE_FIXTURES="${PROJECT_SOURCE_DIR}/tests/fixtures"
    NSSCOPE_SOURCE="${PROJECT_SOURCE_DIR}"
    NSSCOPE_BIN="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  nsscope_options(${name})
  target_compile_options(${name} PRIVATE ${NSSCOPE_TEST_OPTIONS})
  if(NOT ARG_USES MATCHES "(^|;)ui_") # Qt wants another kind of position-independent code
    nsscope_precompile(${name} test)
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 300 LABELS core ${lock})
endfunction()

# nsscope_qt_tests(NAME SOURCES ... USES ...): one program of Qt Test classes, each run by itself, offscreen and with a
# pinned style and scale. A test has the name of its file; what a file of another name holds is not run by ctest.
function(nsscope_qt_tests name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  nsscope_no_mocs_apart(${name})
  target_link_libraries(${name} PRIVATE ${ARG_USES} qt_test_main Qt6::Test Qt6::Widgets)
  target_compile_definitions(${name} PRIVATE
    NSSCOPE_FIXTURES="${PROJECT_SOURCE_DIR}/tests/fixtures"
    NSSCOPE_SOURCE="${PROJECT_SOURCE_DIR}"
    NSSCOPE_BIN="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  nsscope_options(${name})
  target_compile_options(${name} PRIVATE ${NSSCOPE_QT_TEST_PLACES} ${NSSCOPE_TEST_OPTIONS})
  nsscope_precompile(${name} qt_test)
  foreach(source IN LISTS ARG_SOURCES)
    cmake_path(GET source STEM test)
    file(STRINGS ${source} entry REGEX "^NSSCOPE_QT_TEST\\(")
    if(entry AND test MATCHES "^test_")
      string(REGEX REPLACE ".*\\((.*)\\).*" "\\1" class "${entry}")
      add_test(NAME ${test} COMMAND ${name} ${class})
      set_tests_properties(${test} PROPERTIES TIMEOUT 400 LABELS ui
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_SCALE_FACTOR=1;LC_ALL=C.UTF-8;QTEST_FUNCTION_TIMEOUT=1400000")
    endif()
  endforeach()
endfunction()
