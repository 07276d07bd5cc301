// DESIGN §13: a memorandum of four pages with 50 tags and a table of 20 rows, beside zlib level 6 over the part that changes.
#include "support/docx_builder.h"
#include "templating/fill.h"
#include "templating/template.h"

#include <benchmark/benchmark.h>
#include <zlib.h>

#include <map>
#include <string>
#include <variant>

namespace {

using namespace chancery;
using tests::DocxBuilder;

constexpr const char* article =
    "Учасники, визнаючи значення взаємної довіри між громадами, домовляються про обмін досвідом у сферах культури, освіти, "
    "охорони "
    "здоров’я та гуманітарного співробітництва, про взаємні візити представників органів місцевого самоврядування й закладів "
    "освіти. ";

/// Runs with the properties that a word processor writes.
std::string paragraph(const std::string& text) {
  return "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/><w:spacing w:before=\"0\" w:after=\"120\"/><w:jc "
         "w:val=\"both\"/></w:pPr><w:r><w:rPr>"
         "<w:rFonts w:ascii=\"Liberation Serif\" w:hAnsi=\"Liberation Serif\"/><w:sz w:val=\"24\"/><w:lang "
         "w:val=\"uk-UA\"/></w:rPr>"
         "<w:t xml:space=\"preserve\">" +
         text + "</w:t></w:r></w:p>";
}

templating::Template memorandum() {
  DocxBuilder builder;
  for (int index = 0; index < 45; ++index) {
    const auto name = "{f" + std::to_string(index) + "}";
    builder.body(
        paragraph(std::string(article) + (index % 9 == 0 ? "{d" + std::to_string(index) + " | date:\"long\":uk}" : name)));
  }
  builder.body("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>" + paragraph("{#rows}{no}") + "</w:tc><w:tc>" + paragraph("{name.uk}") +
               "</w:tc><w:tc>" + paragraph("{name.en}") + "</w:tc><w:tc>" + paragraph("{when | date:\"short\":uk}{/rows}") +
               "</w:tc></w:tr></w:tbl>");
  return templating::compile(builder.package(), {});
}

formats::Json values() {
  formats::Json data;
  for (int index = 0; index < 45; ++index) {
    data["f" + std::to_string(index)] = "Київська область — штат Вашингтон № " + std::to_string(index);
    data["d" + std::to_string(index)] = "2024-11-21";
  }
  for (int row = 1; row <= 20; ++row) {
    data["rows"].push_back({{"no", row},
                            {"name",
                             {{"uk", "Обмін делегаціями закладів освіти " + std::to_string(row)},
                              {"en", "Exchange of delegations " + std::to_string(row)}}},
                            {"when", "2025-03-0" + std::to_string(1 + row % 9)}});
  }
  return data;
}

Bytes filled_package(const templating::Template& compiled, const formats::Json& data) {
  return std::get<templating::Filled>(templating::fill(compiled, data)).package;
}

void fill_memorandum(benchmark::State& state) {
  const auto compiled = memorandum();
  const auto data = values();
  for (auto _ : state) benchmark::DoNotOptimize(filled_package(compiled, data));
}
BENCHMARK(fill_memorandum);

void fill_memorandum_floor_zlib_6(benchmark::State& state) {
  const auto document =
      formats::DocxPackage::read(Blob(filled_package(memorandum(), values())), "filled").part("word/document.xml");
  Bytes packed(compressBound(document.size()), '\0');
  for (auto _ : state) {
    auto size = static_cast<uLongf>(packed.size());
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(document.data()), document.size(),
              6);
    benchmark::DoNotOptimize(packed.data());
  }
  state.counters["bytes"] = static_cast<double>(document.size());
}
BENCHMARK(fill_memorandum_floor_zlib_6);

}  // namespace
