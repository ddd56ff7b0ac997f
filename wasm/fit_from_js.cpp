// The options of a fit on their way in; engine.d.ts, FitOptions, has the contract.
#include "reader.hpp"
#include "spec_from_js.hpp"

namespace descenso::js {

namespace {

std::vector<Bound> read_bounds(Reader bounds) {
  std::vector<Bound> all;
  for (const std::string& name : bounds.keys()) {
    Reader one = bounds.object(name.c_str());
    Bound& bound = all.emplace_back(Bound{name, {}, {}});
    if (one.has("low")) bound.low = one.number("low");
    if (one.has("high")) bound.high = one.number("high");
  }
  return all;
}

SearchMode read_search(Reader& options) {
  const std::string mode = options.text("search", "automatic");
  if (mode == "always") return SearchMode::always;
  if (mode == "never") return SearchMode::never;
  if (mode != "automatic") options.unknown("search", mode, "automatic, always, never");
  return SearchMode::automatic;
}

double read_within(Reader& options, const char* key, double default_value, double min, double max) {
  const double value = options.number(key, default_value);
  if (!(value >= min && value <= max))
    options.fail(error(ErrorCode::out_of_range)
                     .with("field", options.place(key))
                     .with("value", value)
                     .with("min", min)
                     .with("max", max));
  return value;
}

bool read_flag(Reader& options, const char* key) {
  if (!options.has(key)) return false;
  const Error::Argument value = options.setting(key);
  return std::holds_alternative<double>(value) && std::get<double>(value) != 0;
}

}  // namespace

Result<FitOptions> read_fit_options(Plain object) {
  if (object.is_missing()) return FitOptions{};
  return reading(object, "options", [](Reader options) {
    FitOptions out;
    if (options.has("fixed")) out.fixed = options.object("fixed").numbers();
    if (options.has("bounds")) out.bounds = read_bounds(options.object("bounds"));
    out.search = read_search(options);
    out.budget = read_within(options, "budget", out.budget, 100, 1e7);
    out.level = read_within(options, "level", out.level, 0.01, 0.9999);
    out.profile = read_flag(options, "profile");
    out.absolute = read_flag(options, "absoluteSigma");
    if (options.has("derived")) {
      Reader derived = options.object("derived");
      for (const std::string& name : derived.keys())
        out.derived.emplace_back(name, derived.text(name.c_str()));
    }
    return out;
  });
}

Result<Nested> read_nested(Plain fit) {
  return reading(fit, "fit", [](Reader reader) {
    return Nested{reader.number("rss"), reader.number("degrees")};
  });
}

}  // namespace descenso::js
