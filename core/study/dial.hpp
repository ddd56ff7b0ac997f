// A dial: a number of an experiment, by its path, that an axis of a map or the tuner varies.
//
//     "optimizer.rate"   "model.start.w1"   "data.noise.sd"   "data.constants.m"   "loss.delta" "loss.ridge"
//
// The limits are those of the tables that declare the numbers, so a dial accepts exactly the values that the
// experiment does.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

class Dial {
 public:
  enum class Part : unsigned char {
    data,       ///< a number of the data; another value is another problem
    loss,       ///< a hyperparameter of the loss; another value is another problem
    start,      ///< an initial value
    optimizer,  ///< a hyperparameter of the method
  };

  /// Errors: unknown_name (args.field = `what`, args.name = the path) where the experiment has no such
  /// number.
  static Result<Dial> find(const Experiment& experiment, const std::string& path, const std::string& what);

  Part part() const { return part_; }
  /// The last word of the path: the key of a hyperparameter, the name of a parameter.
  const std::string& key() const { return key_; }
  bool integer() const { return range_.integer; }
  bool changes_problem() const { return part_ == Part::data || part_ == Part::loss; }

  /// The error of a value of this dial, or nothing. Errors: those of a field.
  std::optional<Error> check(double value) const;

  /// Sets the number in an experiment.
  void set(Experiment& experiment, double value) const;

 private:
  Dial(Part part, std::string path, Range range);

  Part part_;
  std::string path_, key_;
  Range range_;
};

/// An interval of a dial: `points` values from `from` to `to`, evenly spaced, or evenly in their logarithms.
struct Axis {
  std::string path;
  double from = 0, to = 1;
  double points = 2;
  Scale scale = Scale::linear;
};

/// The largest number of points of an axis.
inline constexpr double max_axis_points = 400;

/// The values of an axis; those of a whole number are rounded. `what` names the axis in errors.
/// Errors: unknown_name; limits of the dial at both ends; limits of `points`; not_positive for an end of a
/// log axis.
Result<std::vector<double>> axis_values(const Axis& axis, const Dial& dial, const std::string& what);

}  // namespace descenso
