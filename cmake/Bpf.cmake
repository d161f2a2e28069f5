# SPDX-License-Identifier: Apache-2.0
# BPF programs, compiled where clang, bpftool and libbpf are there (x86-64 only: one program reads a register).
# nsscope_bpf_skeleton(NAME [LIGHT]) makes the target NAME_bpf of NAME.bpf.c: the header "NAME.skel.h" and libbpf; LIGHT:
# and "NAME.light.h", which the kernel itself loads.
find_program(NSSCOPE_CLANG NAMES clang clang-14)
find_program(NSSCOPE_BPFTOOL NAMES bpftool PATHS /usr/sbin /sbin)
find_package(PkgConfig REQUIRED)
pkg_check_modules(LIBBPF IMPORTED_TARGET libbpf)
find_library(NSSCOPE_LIBBPF_A libbpf.a)
find_library(NSSCOPE_LIBELF_A libelf.a)
find_library(NSSCOPE_LIBZ_A libz.a)
set(NSSCOPE_LIBBPF PkgConfig::LIBBPF)
if(NSSCOPE_STATIC_RUNTIME AND NSSCOPE_LIBBPF_A AND NSSCOPE_LIBELF_A AND NSSCOPE_LIBZ_A)
  set(NSSCOPE_LIBBPF ${NSSCOPE_LIBBPF_A} ${NSSCOPE_LIBELF_A} ${NSSCOPE_LIBZ_A})
endif()
set(NSSCOPE_BPF OFF)
if(NSSCOPE_CLANG AND NSSCOPE_BPFTOOL AND LIBBPF_FOUND AND CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  set(NSSCOPE_BPF ON)
else()
  message(STATUS "No BPF programs: they need clang, bpftool and libbpf-dev")
endif()

function(nsscope_bpf_skeleton name)
  set(source ${CMAKE_CURRENT_SOURCE_DIR}/${name}.bpf.c)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/skeletons)
  set(object ${folder}/${name}.bpf.o)
  set(header ${folder}/${name}.skel.h)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${header}
    COMMAND ${NSSCOPE_CLANG} -O2 -g -target bpf -D__TARGET_ARCH_x86 -Wall -Werror -I${PROJECT_SOURCE_DIR}
      -I/usr/include/${CMAKE_LIBRARY_ARCHITECTURE} -c ${source} -o ${object}
    COMMAND ${NSSCOPE_BPFTOOL} gen skeleton ${object} name ${name}_bpf > ${header}
    DEPENDS ${source} ${CMAKE_CURRENT_SOURCE_DIR}/${name}.h ${CMAKE_CURRENT_SOURCE_DIR}/kernel_views.h
      ${CMAKE_CURRENT_SOURCE_DIR}/task_numbers.h ${CMAKE_CURRENT_SOURCE_DIR}/tasks.h
    COMMENT "BPF skeleton ${name}" VERBATIM)
  set(headers ${header})
  if("LIGHT" IN_LIST ARGN)
    set(light ${folder}/${name}.light.h)
    add_custom_command(OUTPUT ${light}
      COMMAND ${NSSCOPE_BPFTOOL} gen skeleton -L ${object} name ${name}_light > ${light}
      DEPENDS ${header} COMMENT "Light BPF skeleton ${name}" VERBATIM)
    list(APPEND headers ${light})
  endif()
  add_custom_target(${name}_skeleton DEPENDS ${headers})
  add_library(${name}_bpf INTERFACE)
  add_dependencies(${name}_bpf ${name}_skeleton)
  target_include_directories(${name}_bpf SYSTEM INTERFACE ${folder})
  target_link_libraries(${name}_bpf INTERFACE ${NSSCOPE_LIBBPF})
endfunction()
