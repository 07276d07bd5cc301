# Templates, our own assets, and one file each of two npm packages: fetched by their lock file into the build folder, nothing of
# them is committed. There is no bundler; npm is needed to build, never to run. Included by src/CMakeLists.txt.
set(pages ${CMAKE_CURRENT_LIST_DIR})
set(pages_build ${CMAKE_CURRENT_BINARY_DIR}/pages)
set(pages_installed ${pages_build}/node_modules/.package-lock.json)
set(pages_assets ${pages_build}/assets/govuk-frontend.css ${pages_build}/assets/htmx.js)
find_program(NPM npm REQUIRED)

add_custom_command(OUTPUT ${pages_installed}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${pages_build}
  COMMAND ${CMAKE_COMMAND} -E copy package.json package-lock.json .npmrc ${pages_build}
  COMMAND ${NPM} --prefix ${pages_build} ci --ignore-scripts --loglevel=error
  DEPENDS ${pages}/package.json ${pages}/package-lock.json ${pages}/.npmrc
  WORKING_DIRECTORY ${pages}
  COMMENT "Fetching the style sheet and the script of the pages" VERBATIM)
add_custom_command(OUTPUT ${pages_assets}
  COMMAND ${CMAKE_COMMAND} -DFROM=${pages_build}/node_modules -DTO=${pages_build}/assets -P ${pages}/copy_assets.cmake
  DEPENDS ${pages_installed} ${pages}/copy_assets.cmake VERBATIM)

file(GLOB pages_templates CONFIGURE_DEPENDS ${pages}/*.mustache)
chancery_embed(chancery_apps_server ${pages_build}/templates.cpp chancery::server::templates ${pages_templates})
chancery_embed(chancery_apps_server ${pages_build}/assets.cpp chancery::server::assets
  ${pages}/site.css ${pages}/favicon.svg ${pages_assets})
