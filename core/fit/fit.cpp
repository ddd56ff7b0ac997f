#include "fit/fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>
#include <tuple>
#include <utility>

#include "fit/estimate.hpp"
#include "fit/fit_problem.hpp"
#include "fit/optima_search.hpp"
#include "fit/report/derived.hpp"
#include "fit/report/distribution.hpp"
#include "fit/report/findings_of.hpp"
#include "fit/report/pole.hpp"
#include "fit/report/prediction.hpp"
#include "fit/report/profile.hpp"
#include "fit/solvers/linear_fit.hpp"
#include "fit/weighted.hpp"
#include "formula/number.hpp"
#include "optimizer/factorization.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

void append(std::vector<std::vector<double>>& all, const std::vector<std::vector<double>>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

class Fitter {
 public:
  Fitter(FitProblem problem, const Experiment& experiment, const FitOptions& options)
      : problem_(std::move(problem)), experiment_(experiment), options_(options), budget_(options.budget) {}

  Result<Fit> run() {
    fit_.names = problem_.names();
    if (std::optional<LocalEnd> exact = problem_.solve(); exact && std::isfinite(exact->value)) {
      optima_.push_back({std::move(*exact), {}});
    } else {
      if (problem_.has_start()) {
        if (auto wrong = fit_from_start()) return *wrong;
      }
      if (wants_search()) search_optima();
    }
    if (optima_.empty()) return not_finite();
    describe_optima();
    describe_estimates();
    fit_.verdict = findings_of(problem_, fit_, optima_.front().end, tests_, pole_);
    if (options_.profile) describe_profiles();
    if (auto wrong = derive(fit_, options_)) return *wrong;
    if (options_.rows.empty()) return std::move(fit_);
    Result<Band> band = band_at(experiment_, fit_, options_);
    if (!band) return band.error();
    fit_.band = std::move(band.value());
    return std::move(fit_);
  }

 private:
  // --- optima

  std::optional<Error> fit_from_start() {
    LocalEnd end = problem_.descend(problem_.start());
    if (std::isfinite(end.value)) {
      keep_signs(end);
      from_start_ = end;
      optima_.push_back({std::move(end), {problem_.start()}});
      return std::nullopt;
    }
    if (options_.search != SearchMode::never) return std::nullopt;  // another start may be found
    return not_finite();
  }

  /// Turns parameters back to the sign that they started with where that changes no residual.
  void keep_signs(LocalEnd& end) {
    VectorXd r;
    for (std::size_t j = 0; j < end.theta.size(); ++j) {
      if (!(end.theta[j] * problem_.start()[j] < 0)) continue;
      std::vector<double> turned = end.theta;
      turned[j] = -turned[j];
      if (problem_.terms(turned, r, nullptr) && std::abs(r.squaredNorm() - end.value) <= 1e-14 * end.value)
        end.theta = std::move(turned);
    }
  }

  /// start_not_finite at the start, which is all ones where none was given.
  Error not_finite() {
    std::string point;
    for (std::size_t j = 0; j < fit_.names.size(); ++j)
      point += (j > 0 ? ", " : "") + fit_.names[j] + " = " + shortest(problem_.start()[j]);
    return error(ErrorCode::start_not_finite)
        .with("field", "model.start." + fit_.names[0])
        .with("point", std::move(point))
        .with("row", double(problem_.first_bad_row(problem_.start())));
  }

  bool wants_search() {
    if (options_.search != SearchMode::automatic) return options_.search == SearchMode::always;
    if (!from_start_ || is_indifferent()) return true;
    const LocalEnd& end = *from_start_;
    if (!end.is_minimum()) return true;
    estimate(end);
    const FitReport& report = fit_.report;
    if (report.undetermined.cols() > 0) return true;
    if (pole_) return true;
    if (!(report.degrees() > 0) || !(report.rss > 0)) return false;
    if (!(report.r_squared >= 0.5)) return true;
    // Good in part: a short search shows whether there is a better optimum.
    const bool has_pattern = tests_.durbin_watson_p <= pattern_level || tests_.runs_p <= pattern_level;
    if (!(report.r_squared < 0.9) || !has_pattern) return false;
    budget_ = std::min(budget_, 500.0);
    return true;
  }

  void search_optima() {
    FoundOptima found = find_optima(problem_, budget_);
    fit_.searched = true;
    fit_.evaluations = found.evaluations;
    abandoned_ = std::move(found.abandoned);
    for (FoundOptimum& each : found.all) add(std::move(each));
    std::stable_sort(optima_.begin(), optima_.end(), [](const FoundOptimum& a, const FoundOptimum& b) {
      return a.end.value < b.end.value * (1 - 1e-9);
    });
    // An end that did not converge is no optimum, unless there is no other.
    const auto is_loose = [](const FoundOptimum& o) { return !o.end.is_minimum(); };
    if (optima_.empty()) return;
    for (std::size_t k = 1; k < optima_.size(); ++k)
      if (is_loose(optima_[k])) append(abandoned_, optima_[k].from);
    optima_.erase(std::remove_if(optima_.begin() + 1, optima_.end(), is_loose), optima_.end());
  }

  /// Adds an optimum, or counts it where one with the same curve is known.
  void add(FoundOptimum found) {
    for (FoundOptimum& known : optima_) {
      if (!is_same_optimum(known.end.theta, found.end.theta)) continue;
      append(known.from, found.from);
      const bool is_better = found.end.value < known.end.value * (1 - 1e-9) - rounding_at(found.end);
      if (is_better || is_indifferent()) known.end = std::move(found.end);
      return;
    }
    optima_.push_back(std::move(found));
  }

  bool is_same_optimum(const std::vector<double>& a, const std::vector<double>& b) {
    if (a == b) return true;
    const std::vector<double>& weights = problem_.data().weights;
    std::vector<double> curve(problem_.rows()), other(problem_.rows());
    problem_.objective().predict(a, curve);
    problem_.objective().predict(b, other);
    const double rss = std::min(square_of_residuals(curve), square_of_residuals(other));
    return is_same_curve(curve, other, weights, rss, total());
  }

  /// Σ ω(y − ŷ)².
  double square_of_residuals(std::span<const double> curve) {
    std::vector<double> r = problem_.data().y;
    for (std::size_t i = 0; i < r.size(); ++i) r[i] -= curve[i];
    return weighted_square(r, problem_.data().weights);
  }

  /// The rounding of Σ r²: far out on a ridge of equal curves, a·(x − b) + c at b = 10⁹, it can look like a
  /// gain.
  double rounding_at(const LocalEnd& end) {
    VectorXd r;
    MatrixXd J;
    if (!problem_.residuals(end.theta, r, &J)) return 0;
    const VectorXd size = VectorXd::Map(end.theta.data(), J.cols()).cwiseAbs();
    return 2 * r.norm() * std::numeric_limits<double>::epsilon() * (J.cwiseAbs() * size).norm();
  }

  /// Whether the start is all one number, as a page fills it in. It has no preference then, not even for the
  /// order of interchangeable parameters.
  bool is_indifferent() const {
    const std::vector<double>& start = problem_.start();
    return std::all_of(start.begin(), start.end(), [&](double value) { return value == start[0]; });
  }

  FitOptimum described(const LocalEnd& end, const std::vector<std::vector<double>>& from) {
    VectorXd r;
    problem_.residuals(end.theta, r, nullptr);
    const int starts = std::max(1, int(from.size()));
    return {end.theta, r.squaredNorm(), problem_.objective().value(end.theta), starts, columns_of(from)};
  }

  /// Parameters whose share of ŷ is below the rounding of y are 0: a share of a slope that is nothing here,
  /// as on the level arms of a sigmoid, may be all of ŷ at 0.
  void drop_rounding_of(LocalEnd& end) {
    VectorXd r, without;
    MatrixXd J;
    if (!problem_.is_least_squares() || !problem_.residuals(end.theta, r, &J)) return;
    const Dataset& data = problem_.data();
    VectorXd y = VectorXd::Map(data.y.data(), Index(data.rows()));
    if (!data.weights.empty()) y = y.cwiseProduct(VectorXd::Map(data.weights.data(), y.size()).cwiseSqrt());
    std::vector<double> dropped = end.theta;
    drop_rounding(dropped, J, y);
    const double rounding = std::sqrt(y.size()) * 1e-14 * y.cwiseAbs().maxCoeff();
    for (std::size_t j = 0; j < dropped.size(); ++j) {
      if (problem_.held()[j] || dropped[j] == end.theta[j]) continue;
      const double before = std::exchange(end.theta[j], dropped[j]);
      if (!problem_.residuals(end.theta, without, nullptr) || !((without - r).norm() <= rounding))
        end.theta[j] = before;
    }
  }

  /// Points as one column for each parameter.
  std::vector<std::vector<double>> columns_of(const std::vector<std::vector<double>>& points) const {
    std::vector<std::vector<double>> columns(problem_.dimension());
    for (const std::vector<double>& point : points)
      for (std::size_t j = 0; j < columns.size(); ++j) columns[j].push_back(point[j]);
    return columns;
  }

  void describe_optima() {
    drop_rounding_of(optima_.front().end);
    for (const FoundOptimum& optimum : optima_) fit_.optima.push_back(described(optimum.end, optimum.from));
    fit_.abandoned = columns_of(abandoned_);
    if (from_start_) {
      fit_.from_start = described(*from_start_, {problem_.start()});
      fit_.is_from_start = is_same_optimum(optima_.front().end.theta, from_start_->theta);
    }
    const LocalEnd& best = optima_.front().end;
    std::tie(fit_.reason, fit_.obstacle) = problem_.conclusion(best);
    fit_.epochs = double(best.trials);
    fit_.loss = fit_.optima.front().loss;
  }

  // --- estimates

  /// The report, the pole and the tests of the residuals at an end, once for each.
  void estimate(const LocalEnd& end) {
    if (estimated_ == end.theta) return;
    estimated_ = fit_.parameters = end.theta;
    VectorXd r;
    MatrixXd J;
    problem_.residuals(end.theta, r, &J);
    fit_.report = report_at(problem_, end.theta, r, J, options_.absolute);
    pole_ = find_pole(problem_, end.theta);
    tests_ = {};
    if (is_rounding(r)) return;
    const std::vector<std::size_t>& order = problem_.rows_in_order();
    const std::string& loss = experiment_.loss.name;
    if (loss == "bernoulli") return;  // the sign of a residual is the label, and its size the probability
    if (loss == "poisson") {
      std::vector<double> mean(problem_.rows());
      problem_.objective().predict(end.theta, mean);
      tests_ = test_counts(problem_.data(), mean, J * fit_.report.basis, order);
    } else {
      if (!problem_.is_least_squares()) r.array() -= mean_of(r, order);
      tests_ = test_residuals(r, std::move(J), fit_.report.basis, order);
    }
  }

  /// Σ ω y².
  double total() const { return weighted_square(problem_.data().y, problem_.data().weights); }

  /// Whether the residuals are no larger than the rounding of y.
  bool is_rounding(const VectorXd& r) const { return r.squaredNorm() <= 1e-24 * total(); }

  void describe_estimates() {
    estimate(optima_.front().end);
    const FitReport& report = fit_.report;
    const double t = critical();
    const auto p = Index(problem_.dimension());
    for (std::size_t j = 0; j < std::size_t(p); ++j) {
      const double half = t * report.standard_errors[j];
      fit_.wald.push_back({fit_.parameters[j] - half, fit_.parameters[j] + half});
    }
    fit_.correlation = MatrixXd::Constant(p, p, undefined);
    for (Index a = 0; a < p; ++a)
      for (Index b = 0; b < p; ++b) {
        const double size = report.standard_errors[std::size_t(a)] * report.standard_errors[std::size_t(b)];
        if (size > 0) fit_.correlation(a, b) = a == b ? 1 : report.covariance(a, b) / size;
      }
    const double n = double(report.observations), k = double(report.spread.cols()) + 1;
    fit_.rmse = std::sqrt(report.rss / n);
    double log_weights = 0;
    for (const double w : problem_.data().weights) log_weights += w > 0 ? std::log(w) : 0;
    const double deviance = n * (std::log(2 * std::numbers::pi * report.rss / n) + 1) - log_weights;
    fit_.aic = deviance + 2 * k;
    fit_.aicc = n - k - 1 > 0 ? fit_.aic + 2 * k * (k + 1) / (n - k - 1) : undefined;
    fit_.bic = deviance + k * std::log(n);
  }

  /// t, or the normal quantile where s is not estimated.
  double critical() {
    const bool is_scale_known = options_.absolute || problem_.variance();
    if (!critical_)
      critical_ = student_t_within(options_.level, is_scale_known ? 1e9 : fit_.report.degrees());
    return *critical_;
  }

  void describe_profiles() {
    const LocalEnd& best = optima_.front().end;
    const double scale = options_.absolute || !problem_.is_least_squares()
                             ? 1
                             : fit_.report.residual_sd * fit_.report.residual_sd;
    for (std::size_t j = 0; j < problem_.dimension(); ++j) {
      if (problem_.held()[j]) {
        fit_.profile.push_back({{fit_.parameters[j], fit_.parameters[j]}, {}, {}});
        continue;
      }
      const double t = critical(), step = fit_.report.standard_errors[j];
      const Interval interval =
          profile_interval(problem_, best.theta, best.value, j, scale, t, step).interval;
      fit_.profile.push_back(profile_curve(problem_, best.theta, best.value, j, scale, t, step, interval));
    }
  }

  FitProblem problem_;
  const Experiment& experiment_;
  const FitOptions& options_;
  double budget_;
  Fit fit_;
  std::vector<FoundOptimum> optima_;
  std::vector<std::vector<double>> abandoned_;  ///< starts that led to none of them
  std::optional<LocalEnd> from_start_;
  std::vector<double> estimated_;
  std::optional<double> critical_;
  ResidualTests tests_;
  std::optional<Pole> pole_;
};

}  // namespace

Result<Fit> fit(const Experiment& experiment, const FitOptions& options) {
  Result<FitProblem> problem = FitProblem::make(experiment, options);
  if (!problem) return problem.error();
  return Fitter(std::move(problem.value()), experiment, options).run();
}

Result<Fit> fit_at(const Experiment& experiment, const std::vector<Column>& rows, FitOptions options) {
  options.rows = rows;
  return fit(experiment, options);
}

}  // namespace descenso
