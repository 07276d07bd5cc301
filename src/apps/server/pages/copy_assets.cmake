# From the npm packages in FROM to TO. GDS Transport may be used on gov.uk only and has no Cyrillic: its faces go, and every rule that
# names it takes the fonts of site.css instead. The crest of gov.uk is never fetched.
file(READ ${FROM}/govuk-frontend/dist/govuk/govuk-frontend.min.css css)
string(REGEX REPLACE "@font-face{[^}]*}" "" css "${css}")
string(REPLACE "GDS Transport,arial,sans-serif" "var(--chancery-font)" css "${css}")
string(REGEX REPLACE "/\\*# sourceMappingURL=[^*]*\\*/" "" css "${css}")
if(css MATCHES "font-family:[^;}]*GDS Transport" OR css MATCHES "@font-face")
  message(FATAL_ERROR "govuk-frontend names its own font in a way that copy_assets.cmake does not know")
endif()
file(WRITE ${TO}/govuk-frontend.css "${css}")
file(COPY_FILE ${FROM}/htmx.org/dist/htmx.min.js ${TO}/htmx.js)
