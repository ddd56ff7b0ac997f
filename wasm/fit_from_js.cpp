// The options of a fit on their way in; engine.d.ts, FitOptions, has the contract.
#include <string_view>

#include "reader.hpp"
#include "spec_from_js.hpp"

namespace descenso::js {

namespace {

constexpr std::string_view search_modes[] = {"automatic", "always", "never"};

std::vector<Bound> read_bounds(Reader bounds) {
  std::vector<Bound> all;
  for (auto& [name, one] : bounds.named_objects()) {
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
  if (mode != "automatic") options.unknown("search", mode, search_modes);
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
    if (options.has("derived")) out.derived = options.object("derived").texts();
    return out;
  });
}

Result<Nested> read_nested(Plain fit) {
  return reading(fit, "fit", [](Reader reader) {
    const Nested out{reader.number("rss"), reader.number("degrees")};
    reader.other_keys();  // a whole fit may be given
    return out;
  });
}

}  // namespace descenso::js
