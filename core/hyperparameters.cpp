#include "hyperparameters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace descenso {
namespace {

constexpr std::string_view kConvention = "convention";

bool is_spelled(const Hyperparameter& h, std::string_view key) {
  return h.key == key || std::find(h.aliases.begin(), h.aliases.end(), key) != h.aliases.end();
}

/// The path of a setting in the experiment: "optimizer.rate".
std::string field(std::string_view place, std::string_view key) {
  return std::string(place) + "." + std::string(key);
}

Result<double> choice(const Hyperparameter& h, std::string_view place, const std::string& word) {
  if (h.choices.empty()) return error(ErrorCode::not_a_number).with("field", field(place, h.key));
  const auto found = std::find(h.choices.begin(), h.choices.end(), word);
  if (found == h.choices.end()) return unknown_name(field(place, h.key), word, h.choices);
  return double(found - h.choices.begin());
}

Result<double> number(const Hyperparameter& h, std::string_view place, double value) {
  if (auto wrong = check(field(place, h.key), h.range, value)) return *wrong;
  return value;
}

Result<double> read(const Hyperparameter& h, std::string_view place, const Error::Argument& setting) {
  if (const auto* word = std::get_if<std::string>(&setting)) return choice(h, place, *word);
  return number(h, place, *std::get_if<double>(&setting));
}

}  // namespace

double default_of(const Hyperparameter& h, std::size_t convention) {
  const bool differs = convention > 0 && convention <= h.by_convention.size();
  return differs ? h.by_convention[convention - 1] : h.range.default_value;
}

std::span<const std::string_view> conventions_of(std::span<const Hyperparameter> hyperparameters) {
  for (const Hyperparameter& h : hyperparameters)
    if (h.key == kConvention) return h.choices;
  return {};
}

double Values::operator[](std::string_view key) const {
  for (const auto& [name, value] : values_)
    if (name == key) return value;
  return std::numeric_limits<double>::quiet_NaN();
}

void Values::set(std::string_view key, double value) {
  for (auto& [name, stored] : values_)
    if (name == key) {
      stored = value;
      return;
    }
  values_.emplace_back(key, value);
}

Result<Values> resolve(const std::vector<Hyperparameter>& hyperparameters, std::string_view place,
                       const Settings& settings) {
  Values values;
  for (const auto& [key, setting] : settings) {
    const auto h = std::find_if(hyperparameters.begin(), hyperparameters.end(),
                                [&key = key](const Hyperparameter& each) { return is_spelled(each, key); });
    if (h == hyperparameters.end())
      return unknown_name(std::string(place), key, hyperparameters,
                          [](const Hyperparameter& each) { return each.key; });
    const auto earlier = std::find_if(settings.begin(), settings.end(),
                                      [&, h = h](const auto& each) { return is_spelled(*h, each.first); });
    if (earlier->first != key)
      return error(ErrorCode::conflicting_fields)
          .with("field", field(place, key))
          .with("other", field(place, earlier->first));
    const Result<double> value = read(*h, place, setting);
    if (!value) return value.error();
    values.set(h->key, value.value());
  }
  const double convention = values[kConvention];
  for (const Hyperparameter& h : hyperparameters) {
    if (std::isnan(values[h.key]))
      values.set(h.key, default_of(h, std::isnan(convention) ? 0 : std::size_t(convention)));
  }
  return values;
}

}  // namespace descenso
