// The fit of a model to its data: the best parameters, how certain they are, and what is wrong with them.
//
// Without a start the optima are searched for (fit/search/search.hpp). With one, its end comes first; the
// search runs where that end is doubtful: it did not converge, it leaves a parameter
// undetermined, it explains less than half of the response, or less than nine tenths with a pattern in its
// residuals (fit/report/residual_tests.hpp); and where the start is all one number, as a page fills it in.
// Where the search finds a better optimum that is the fit, with the finding `better_optimum`;
// `from_start` keeps the end of the start.
//
// A loss that is a sum of squares is minimized as such. Any other whose rows' terms ρᵢ are ≥ 0 is one too, of
// the residuals √(2ρᵢ); its covariance is H⁻¹(Σ∇ρᵢ∇ρᵢᵀ)H⁻¹·n/(n − q), H = ∇²Σρᵢ (Huber 1967).
//
// The notebook's data: ŵ = 4.9623…, standard error s/√Σx² = 0.1699….
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "error.hpp"
#include "fit/report/findings.hpp"
#include "fit/report/fit_report.hpp"
#include "run/experiment.hpp"
#include "run/trajectory.hpp"

namespace descenso {

struct Bound {
  std::string name;
  std::optional<double> low, high;
};

enum class SearchMode : unsigned char {
  automatic,  ///< where there is no start, or its end is doubtful
  always,
  never  ///< a start is needed
};

struct FitOptions {
  std::vector<Column> rows;  ///< where to predict
  NamedNumbers fixed;        ///< parameters that keep a value
  std::vector<Bound> bounds;
  SearchMode search = SearchMode::automatic;
  double budget = 30000;  ///< evaluations of the model that a search may take
  double level = 0.95;    ///< of intervals and bands
  bool profile = false;   ///< profile intervals too
  bool absolute = false;  ///< weights are 1/σ² in the unit of y: errors are not scaled by s
  std::vector<std::pair<std::string, std::string>> derived;  ///< name → formula of parameters
};

struct Interval {
  double low = 0, high = 0;
};

/// The profile of a parameter θⱼ (fit/report/profile.hpp): its interval, and points of τ(θⱼ) by ascending θⱼ.
struct ProfileCurve {
  Interval interval;
  std::vector<double> at, tau;
};

/// The fitted curve at given rows, where it lies, and where another observation (of weight 1) would.
struct Band {
  std::vector<double> y, low, high, prediction_low, prediction_high;
};

struct FitOptimum {
  std::vector<double> parameters;
  double rss = 0;   ///< Σ ω(y − ŷ)²
  double loss = 0;  ///< L
  int starts = 0;   ///< how many starts led there
  /// Those starts, one column for each parameter; empty columns where the optimum is solved for.
  std::vector<std::vector<double>> from;
};

/// A formula of the parameters, with its error to first order.
struct Derived {
  std::string name;
  double value = 0, standard_error = 0;
  Interval interval;
};

struct Fit {
  std::vector<std::string> names;
  std::vector<double> parameters;  ///< the estimates
  FitReport report;
  double loss = 0;
  StopReason reason = StopReason::epochs;  ///< of the descent that found them
  std::optional<Obstacle> obstacle;        ///< of that reason
  double epochs = 0;
  Band band;                             ///< empty when no rows were given
  std::vector<FitOptimum> optima;        ///< distinct ones, best first; the first is the fit
  std::optional<FitOptimum> from_start;  ///< the end of the typed start
  bool is_from_start = false;            ///< whether its curve is that of the fit, but for rounding
  bool searched = false;
  /// Starts of the search that led to none of the optima, one column for each parameter.
  std::vector<std::vector<double>> abandoned;
  double evaluations = 0;             ///< of the model by the search
  std::vector<Interval> wald;         ///< of each parameter
  std::vector<ProfileCurve> profile;  ///< of each parameter; empty unless asked for
  Eigen::MatrixXd correlation;
  double rmse = 0;                    ///< √(RSS/n)
  double aic = 0, aicc = 0, bic = 0;  ///< of the normal likelihood, s counted as a parameter (as R does)
  std::vector<Derived> derived;
  Verdict verdict;
};

/// Fits in double, whatever the experiment's optimizer, stop and precision. Errors: those of `prepare` (a
/// start may be missing as a whole); needs_residuals for a penalty, or for a loss that can be negative;
/// start_not_finite (args.point, args.row) where no start gives the model a finite value; unknown_name in
/// `fixed`, `bounds` or `derived`; empty_interval for a bound that leaves nothing; those of `predict` for
/// `rows`.
Result<Fit> fit(const Experiment& experiment, const FitOptions& options = {});

/// The same with a band at these rows.
Result<Fit> fit_at(const Experiment& experiment, const std::vector<Column>& rows, FitOptions options);

}  // namespace descenso
