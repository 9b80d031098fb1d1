#include "draws_table.hpp"

#include <string>

namespace corridor::results {

namespace {

std::string header_of(const ensemble::ParameterDraws& draws) {
  CsvLine header;
  header.text("replication").text("draw");
  for (const std::string& parameter : draws.posterior().parameters) {
    header.text(parameter);
  }
  std::string text(header.end());
  text.pop_back();  // TableFile ends the line
  return text;
}

}  // namespace

DrawsTable::DrawsTable(const std::filesystem::path& folder, const ensemble::ParameterDraws& draws)
    : draws_(draws), file_(folder, "draws", header_of(draws)) {}

void DrawsTable::add(std::uint32_t replication) {
  const scenario::PosteriorDraw& draw = draws_.of(replication);
  line_.count(replication).count(draw.number);
  for (const double value : draw.values) {
    line_.number(value);
  }
  file_.row(line_);
}

OutputFile::Written write_draws(const std::filesystem::path& folder, const ensemble::ParameterDraws& draws,
                                std::uint32_t replications) {
  DrawsTable table(folder, draws);
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    table.add(replication);
  }
  return table.finish();
}

nlohmann::ordered_json posterior_part(const ensemble::ParameterDraws& draws) {
  const scenario::Posterior& posterior = draws.posterior();
  return {{"file", posterior.path},
          {"sha256", posterior.file.sha256},
          {"draws", posterior.draws.size()},
          {"parameters", posterior.parameters},
          {"paths", posterior.paths}};
}

}  // namespace corridor::results
