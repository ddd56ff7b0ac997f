// Hyperparameters as data: what a method may be told, within which limits, and what it is told when nobody
// says.
//
// The same table feeds the sliders, the limits of a permalink, the documentation and the tests.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error.hpp"
#include "field.hpp"

namespace descenso {

struct Hyperparameter {
  std::string_view key;           ///< as in an experiment: "rate"
  std::string_view symbol;        ///< LaTeX: "\\eta"
  double default_value;           ///< default, PyTorch's where PyTorch has one
  double min, max;                ///< what is valid; outside: out_of_range
  double slider_min, slider_max;  ///< the slider's ends, until a typed value widens them
  Scale scale = Scale::linear;
  bool integer = false;
  bool positive = false;                       ///< zero itself is refused, although it equals min
  std::vector<std::string_view> choices = {};  ///< words for 0, 1, …, or empty
  std::vector<std::string_view> aliases = {};  ///< other keys that are understood
  /// Defaults under convention "optax", "paper", … (index 1, 2, … of the key `convention`) where they differ.
  std::vector<double> by_convention = {};
};

/// Its limits as those of a field; the path is the caller's.
Field limits_of(const Hyperparameter& hyperparameter);

/// What an experiment says: key → number, or the word of a choice.
using Settings = std::map<std::string, Error::Argument, std::less<>>;

/// Complete and valid values, by key. There are a dozen at most, so a search is faster than a tree.
class Values {
 public:
  /// The value of a hyperparameter of the row. NaN if the row has no such key.
  double operator[](std::string_view key) const;
  /// `key` must live as long as the values, as those of the registry do.
  void set(std::string_view key, double value);

 private:
  std::vector<std::pair<std::string_view, double>> values_;
};

/// Defaults, overwritten by what `settings` says. `place` is the settings' name in the experiment,
/// "optimizer". Errors, with args.field the place and key: unknown_name (a key nobody knows, or a word that
/// is no choice), not_a_number, and those of a field's `check`.
Result<Values> resolve(const std::vector<Hyperparameter>& hyperparameters, std::string_view place,
                       const Settings& settings);

}  // namespace descenso
