// Hyperparameters as data: name, range, default and other spellings of each.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error.hpp"
#include "field.hpp"

namespace descenso {

struct Hyperparameter {
  std::string_view key;                        ///< as in an experiment: "rate"
  std::string_view symbol;                     ///< LaTeX: "\\beta"
  Range range;                                 ///< the default is PyTorch's where PyTorch has one
  std::vector<std::string_view> choices = {};  ///< words for 0, 1, …; empty for a number
  std::vector<std::string_view> aliases = {};  ///< other keys that are accepted
  /// Defaults under convention "optax", "paper", … (index 1, 2, … of the key `convention`) where they differ.
  std::vector<double> by_convention = {};
};

/// Its default under the convention of that index (0 where a row has none), which is what resolve() uses.
double default_of(const Hyperparameter& hyperparameter, std::size_t convention);

/// The words of a row's key `convention`: "torch", "optax", …; none where the row has no such key.
std::span<const std::string_view> conventions_of(std::span<const Hyperparameter> hyperparameters);

/// The hyperparameters that an experiment sets: key → number, or the word of a choice.
using Settings = std::map<std::string, Error::Argument, std::less<>>;

/// Complete and valid values, by key. There are a dozen at most, so a linear search is faster than a tree.
class Values {
 public:
  /// The value of a hyperparameter; NaN if there is none of that key.
  double operator[](std::string_view key) const;
  /// `key` must live as long as the values, as those of the registry do.
  void set(std::string_view key, double value);

 private:
  std::vector<std::pair<std::string_view, double>> values_;
};

/// The defaults, overwritten by `settings`. `place` is the path of the settings in the experiment,
/// "optimizer". Errors, with args.field the place and key: unknown_name (an unknown key, or a word that is
/// no choice), not_a_number, and those of `check`.
Result<Values> resolve(const std::vector<Hyperparameter>& hyperparameters, std::string_view place,
                       const Settings& settings);

}  // namespace descenso
