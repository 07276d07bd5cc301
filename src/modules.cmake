# chancery_module(NAME LEVEL n [USES module…] [LIBRARIES target…]): the folder NAME as one static library `chancery_NAME`.
# A module may use modules of a lower level, or of its own level when they were declared before it.
function(chancery_module name)
  cmake_parse_arguments(PARSE_ARGV 1 module "" "LEVEL" "USES;LIBRARIES")
  string(REPLACE "/" "_" target chancery_${name})
  foreach(used IN LISTS module_USES)
    get_property(used_level GLOBAL PROPERTY chancery_level_${used})
    if(NOT used_level OR used_level GREATER module_LEVEL)
      message(FATAL_ERROR "module ${name} (level ${module_LEVEL}) may not use ${used}: it is not declared below it")
    endif()
  endforeach()
  set_property(GLOBAL PROPERTY chancery_level_${name} ${module_LEVEL})
  set_property(GLOBAL PROPERTY chancery_uses_${name} ${module_USES})
  set_property(GLOBAL APPEND PROPERTY chancery_modules ${name})

  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(sources)
    add_library(${target} STATIC ${sources})
    set(reach PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(reach INTERFACE)
  endif()
  target_include_directories(${target} ${reach} ${CMAKE_CURRENT_SOURCE_DIR})
  if(sources AND CHANCERY_TOGETHER)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 12)
  elseif(sources AND NOT name STREQUAL "base")
    # Half of what a source costs to compile is reading this one library; read once for each module.
    target_precompile_headers(${target} PRIVATE <nlohmann/json.hpp>)
  endif()
  foreach(used IN LISTS module_USES)
    string(REPLACE "/" "_" used_target chancery_${used})
    target_link_libraries(${target} ${reach} ${used_target})
  endforeach()
  target_link_libraries(${target} ${reach} ${module_LIBRARIES} Threads::Threads)
endfunction()

# chancery_embed(TARGET OUTPUT.cpp NAMESPACE FILE…): the files as bytes in the program, found by their name.
# The generated source defines `std::span<const chancery::EmbeddedFile> NAMESPACE::embedded_files()`.
function(chancery_embed target output namespace)
  set(script ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/embed.cmake)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DNAMESPACE=${namespace} "-DFILES=${ARGN}" -DROOT=${CMAKE_CURRENT_SOURCE_DIR} -P ${script}
    DEPENDS ${ARGN} ${script} VERBATIM)
  set_source_files_properties(${output} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_sources(${target} PRIVATE ${output})
endfunction()

# The catalogues of people's words: src/text/catalogue/<language>/<module>.json.
function(chancery_catalogues module)
  file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${module}/catalogue/*/*.json)
  get_target_property(kind chancery_${module} TYPE)
  if(catalogues AND NOT kind STREQUAL "INTERFACE_LIBRARY")
    chancery_embed(chancery_${module} ${CMAKE_CURRENT_BINARY_DIR}/catalogues.cpp chancery::text::catalogues ${catalogues})
  endif()
endfunction()
