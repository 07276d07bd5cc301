# The page that verifies, built from our modules and two npm packages of the lock file into one file, which goes into the program.
# npm and node are needed to build, never to run. Included by src/CMakeLists.txt.
set(evidence_page ${CMAKE_CURRENT_LIST_DIR})
set(evidence_page_build ${CMAKE_CURRENT_BINARY_DIR}/evidence_page)
set(evidence_page_installed ${evidence_page_build}/node_modules/.package-lock.json)
find_program(NPM npm REQUIRED)
find_program(NODE node REQUIRED)
file(GLOB evidence_page_sources CONFIGURE_DEPENDS ${evidence_page}/*.js ${evidence_page}/*.css ${evidence_page}/*.html)

add_custom_command(OUTPUT ${evidence_page_installed}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${evidence_page_build}
  COMMAND ${CMAKE_COMMAND} -E copy package.json package-lock.json .npmrc ${evidence_page_build}
  COMMAND ${NPM} --prefix ${evidence_page_build} ci --ignore-scripts --loglevel=error
  DEPENDS ${evidence_page}/package.json ${evidence_page}/package-lock.json ${evidence_page}/.npmrc
  WORKING_DIRECTORY ${evidence_page}
  COMMENT "Fetching what the evidence page is built from" VERBATIM)
add_custom_command(OUTPUT ${evidence_page_build}/evidence.html
  COMMAND ${NODE} ${evidence_page}/build.mjs ${evidence_page_build}/node_modules ${evidence_page_build}/evidence.html
  DEPENDS ${evidence_page_installed} ${evidence_page}/build.mjs ${evidence_page}/README.txt ${evidence_page_sources}
  COMMENT "Building the evidence page" VERBATIM)
chancery_embed(chancery_evidence ${CMAKE_CURRENT_BINARY_DIR}/evidence_page.cpp chancery::evidence::page_files
  ${evidence_page}/README.txt ${evidence_page_build}/evidence.html)
