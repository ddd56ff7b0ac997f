#include "fit/report/findings_of.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "fit/report/distribution.hpp"
#include "fit/report/pole.hpp"
#include "fit/report/profile.hpp"
#include "fit/search/role.hpp"
#include "fit/search/separation.hpp"
#include "graph/interpret.hpp"
#include "run/lru_cache.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// The nonlinear parameters of a model and their roles, with the graph that the roles refer to.
struct NonlinearParts {
  Graph graph;
  std::vector<std::size_t> nonlinear;
  std::vector<Role> roles;
};

/// Those of the last few models are cached: they do not depend on data or start.
std::shared_ptr<const NonlinearParts> nonlinear_parts(
    const std::shared_ptr<const CompiledLoss<double>>& compiled, const std::vector<bool>& held) {
  using Key = std::pair<std::shared_ptr<const CompiledLoss<double>>, std::vector<bool>>;
  static thread_local LruCache<Key, std::shared_ptr<const NonlinearParts>, 32> cache;
  const Key key{compiled, held};
  if (const auto* cached = cache.find(key)) return *cached;
  LossGraph loss = compiled->loss();
  NonlinearParts parts;
  parts.nonlinear = separate(loss, held).nonlinear;
  parts.roles = roles_of(loss, parts.nonlinear);
  parts.graph = std::move(loss.graph);
  return cache.insert(key, std::make_shared<const NonlinearParts>(std::move(parts)));
}

class Judge {
 public:
  Judge(FitProblem& problem, const Fit& fit, const LocalEnd& end, const ResidualTests& tests,
        const std::optional<Pole>& pole)
      : problem_(problem), fit_(fit), end_(end), tests_(tests), pole_(pole) {}

  Verdict verdict() && {
    convergence();
    determination_of_parameters();
    significance();
    bounds();
    other_optima();
    residual_findings();
    data_findings();
    std::stable_sort(out_.findings.begin(), out_.findings.end(), [](const Finding& a, const Finding& b) {
      return std::pair(gravity_of(a.code), a.code) < std::pair(gravity_of(b.code), b.code);
    });
    return std::move(out_);
  }

 private:
  Finding& add(FindingCode code) { return out_.findings.emplace_back(Finding{code, {}}); }

  void convergence() {
    if (!end_.is_minimum())
      add(FindingCode::not_converged).evidence = {{"slope", end_.slope}, {"trials", double(end_.trials)}};
    if (pole_)
      add(FindingCode::pole).evidence = {
          {"column", problem_.data().predictors[0].name}, {"low", pole_->low}, {"high", pole_->high}};
  }

  void determination_of_parameters() {
    const MatrixXd& directions = fit_.report.undetermined;
    if (directions.cols() > 0) {
      std::vector<NamedNumbers> all;
      for (const auto& direction : directions.colwise()) {
        NamedNumbers& one = all.emplace_back();
        for (Index j = 0; j < direction.size(); ++j)
          if (direction[j] != 0) one.emplace_back(fit_.names[std::size_t(j)], direction[j]);
      }
      add(FindingCode::undetermined).evidence = {{"directions", all}};
    }
    if (!(fit_.report.degrees() > 0)) {
      add(FindingCode::no_degrees_of_freedom).evidence = {{"observations", double(fit_.report.observations)},
                                                          {"parameters", double(fit_.report.parameters)}};
      return;
    }
    NamedNumbers weak;
    const auto suspects = with_wide_intervals();
    if (!suspects.empty()) weak = poorly_determined(suspects);
    add_collinear(weak);
    add_hidden(weak);
    if (weak.empty()) add_unbounded(weak);
    if (!weak.empty())
      add(FindingCode::poorly_determined).evidence = {{"parameters", std::vector<NamedNumbers>{weak}}};
  }

  /// Parameters whose interval contains 0, or that a shift of the data could bring there.
  std::vector<std::size_t> with_wide_intervals() const {
    std::vector<std::size_t> all;
    for (std::size_t j = 0; j < fit_.names.size(); ++j) {
      const double error = fit_.report.standard_errors[j];
      if (std::isfinite(error) && error > 0 && error > 0.05 * std::abs(fit_.parameters[j])) all.push_back(j);
    }
    return all;
  }

  /// Of those, the nonlinear ones whose interval leaves open whether they have an effect at all: one of a
  /// size that contains 0, or of a place that is wider than the data. Linear ones may well be 0.
  NamedNumbers poorly_determined(const std::vector<std::size_t>& suspects) const {
    const auto parts = nonlinear_parts(problem_.objective().compiled(), problem_.held());
    const double t = critical();
    NamedNumbers weak;
    for (std::size_t k = 0; k < parts->nonlinear.size(); ++k) {
      const std::size_t j = parts->nonlinear[k];
      if (std::find(suspects.begin(), suspects.end(), j) == suspects.end()) continue;
      const Role& role = parts->roles[k];
      const double half = t * fit_.report.standard_errors[j];
      const bool is_weak = role.is_phase ? half > 3.14
                           : role.part == Part::offset
                               ? half > reach_of(parts->graph, role, fit_.parameters[j])
                               : half > std::abs(fit_.parameters[j]);
      if (is_weak) weak.emplace_back(fit_.names[j], fit_.report.standard_errors[j]);
    }
    return weak;
  }

  /// Adds pairs of which neither is distinct from 0 while a combination of the two is well known.
  void add_collinear(NamedNumbers& weak) const {
    const auto contains_zero = [&](std::size_t j) {
      return critical() * fit_.report.standard_errors[j] > std::abs(fit_.parameters[j]);
    };
    const auto add = [&](std::size_t j) {
      const auto same = [&](const auto& pair) { return pair.first == fit_.names[j]; };
      if (std::none_of(weak.begin(), weak.end(), same))
        weak.emplace_back(fit_.names[j], fit_.report.standard_errors[j]);
    };
    for (std::size_t a = 0; a < fit_.names.size(); ++a)
      for (std::size_t b = a + 1; b < fit_.names.size(); ++b) {
        if (!(std::abs(fit_.correlation(Index(a), Index(b))) > 0.999)) continue;
        if (!contains_zero(a) || !contains_zero(b)) continue;
        add(a);
        add(b);
      }
  }

  /// Adds, of an exact fit, whose standard errors are 0, parameters whose share of ŷ is below the rounding of
  /// y: the rate of a·(1 − e^(−bx)) on y = a.
  void add_hidden(NamedNumbers& weak) {
    const std::vector<double>& y = problem_.data().y;
    const double size = VectorXd::Map(y.data(), Index(y.size())).cwiseAbs().maxCoeff();
    if (!problem_.is_least_squares() || !problem_.data().weights.empty()) return;
    if (!(fit_.report.rss <= 1e-24 * size * size * double(y.size()))) return;
    VectorXd r;
    MatrixXd J;
    if (!problem_.residuals(fit_.parameters, r, &J)) return;
    for (std::size_t j = 0; j < fit_.names.size(); ++j) {
      const double share = std::abs(fit_.parameters[j]) * J.col(Index(j)).cwiseAbs().maxCoeff();
      if (!problem_.held()[j] && share > 0 && share <= 1e-13 * size)
        weak.emplace_back(fit_.names[j], fit_.report.standard_errors[j]);
    }
  }

  /// Adds parameters of a nonlinear model whose profile has no end: Wald's interval is finite by
  /// construction. A profile costs many descents, so that only the two least certain are tried, and only
  /// where data are few.
  void add_unbounded(NamedNumbers& weak) {
    const FitReport& report = fit_.report;
    if (report.degrees() > 60 || problem_.objective().quadratic() || !problem_.is_least_squares()) return;
    if (!(report.rss > 0) || report.undetermined.cols() > 0) return;
    std::vector<std::pair<double, std::size_t>> suspects;
    for (std::size_t j = 0; j < fit_.names.size(); ++j) {
      const double share = report.standard_errors[j] / std::abs(fit_.parameters[j]);
      if (share > 0.2 && std::isfinite(share)) suspects.emplace_back(-share, j);
    }
    std::sort(suspects.begin(), suspects.end());
    if (suspects.size() > 2) suspects.resize(2);
    const double t = suspects.empty() ? 0 : critical();
    for (const auto& [share, j] : suspects) {
      const double variance = report.residual_sd * report.residual_sd, step = report.standard_errors[j];
      if (is_profile_unbounded(problem_, fit_.parameters, end_.value, j, variance, t, step))
        weak.emplace_back(fit_.names[j], report.standard_errors[j]);
    }
  }

  /// Whether the model explains more than a constant does. With parameters that were searched for, F is large
  /// by chance more often, so that it has to be larger.
  void significance() {
    const FitReport& report = fit_.report;
    const double q = double(report.spread.cols()), degrees = report.degrees();
    const double more = report.centred ? q - 1 : q;
    if (!(degrees > 0) || !(more > 0) || !problem_.is_least_squares() || !(report.r_squared < 1)) return;
    const double F = report.r_squared / (1 - report.r_squared) * degrees / more;
    const double p = F > 0 ? f_beyond(F, more, degrees) : 1;
    const bool is_linear = problem_.objective().quadratic();
    if (p > (is_linear ? 0.05 : 0.01))
      add(FindingCode::no_better_than_mean).evidence = {
          {"F", F}, {"p", p}, {"centred", double(report.centred)}};
  }

  /// The range in which an offset θ has its place: θᵈ varies as −rest/g does over the rows, so θ by d θᵈ⁻¹
  /// times less. K of xⁿ/(Kⁿ + xⁿ) has the degree n.
  double reach_of(const Graph& graph, const Role& role, double theta) const {
    Bindings<double> bindings{fit_.parameters, problem_.copied_columns(), problem_.rows()};
    bindings.parameters.resize(fit_.parameters.size() + 8);
    const std::vector<double> rest = interpret(graph, role.rest, bindings);
    const std::vector<double> g = interpret(graph, role.g, bindings);
    const double degree = interpret(graph, role.degree, bindings)[0];
    const auto [low, high] = std::minmax_element(rest.begin(), rest.end());
    const double growth = degree == 1 ? 1 : std::abs(degree * std::pow(std::abs(theta), degree - 1));
    const double range = (*high - *low) / std::abs(g[0]) / growth;
    return range > 0 ? range : std::numeric_limits<double>::infinity();
  }

  void bounds() {
    for (std::size_t j = 0; j < fit_.names.size(); ++j)
      if (!problem_.held()[j] && problem_.at_bound(j, fit_.parameters[j]))
        add(FindingCode::at_bound).evidence = {{"parameter", fit_.names[j]}, {"bound", fit_.parameters[j]}};
  }

  void other_optima() {
    if (fit_.from_start && !fit_.is_from_start && fit_.loss < fit_.from_start->loss * (1 - 1e-6)) {
      Finding& better = add(FindingCode::better_optimum);
      if (problem_.is_least_squares())
        better.evidence = {{"rss", fit_.report.rss}, {"startRss", fit_.from_start->rss}};
      else
        better.evidence = {{"loss", fit_.loss}, {"startLoss", fit_.from_start->loss}};
    }
    const double q = double(fit_.report.spread.cols()), degrees = fit_.report.degrees();
    if (fit_.optima.size() < 2 || !(degrees > 0) || !(q > 0) || !problem_.is_least_squares()) return;
    const double limit = fit_.report.rss * (1 + q / degrees * f_quantile(0.95, q, degrees));
    double count = 0;
    for (const FitOptimum& each : fit_.optima) count += each.rss <= limit;
    if (count > 1)
      add(FindingCode::several_optima).evidence = {
          {"count", count - 1}, {"rss", fit_.optima[1].rss}, {"limit", limit}};
  }

  void residual_findings() {
    if (tests_.runs_p <= pattern_level || tests_.durbin_watson_p <= pattern_level)
      add(FindingCode::residual_pattern).evidence = {{"runs", tests_.runs},
                                                     {"expected", tests_.expected_runs},
                                                     {"runsP", tests_.runs_p},
                                                     {"durbinWatson", tests_.durbin_watson},
                                                     {"durbinWatsonP", tests_.durbin_watson_p}};
    if (!tests_.outlier_rows.empty())
      add(FindingCode::outliers).evidence = {
          {"rows", tests_.outlier_rows}, {"residuals", tests_.outlier_sizes}, {"p", tests_.outlier_p}};
  }

  void data_findings() {
    const LossGraph& loss = problem_.loss();
    bool uses_columns = false;
    std::string names;
    for (const NodeId id : reachable(loss.graph, {&loss.prediction, 1}))
      uses_columns = uses_columns || loss.graph[id].op == Primitive::column;
    for (const Column& column : problem_.data().predictors)
      names += (names.empty() ? "" : ", ") + column.name;
    if (!uses_columns) add(FindingCode::unused_column).evidence = {{"columns", names}};
    const std::vector<double>& w = problem_.data().weights;
    if (w.empty()) return;
    const auto [low, high] = std::minmax_element(w.begin(), w.end());
    add(FindingCode::weights).evidence = {
        {"smallest", *low}, {"largest", *high}, {"zeros", double(std::count(w.begin(), w.end(), 0.0))}};
  }

  /// t of 95 %, computed once.
  double critical() const {
    if (critical_ == 0) critical_ = student_t_within(0.95, fit_.report.degrees());
    return critical_;
  }

  mutable double critical_ = 0;
  FitProblem& problem_;
  const Fit& fit_;
  const LocalEnd& end_;
  const ResidualTests& tests_;
  const std::optional<Pole>& pole_;
  Verdict out_;
};

}  // namespace

Verdict findings_of(FitProblem& problem, const Fit& fit, const LocalEnd& end, const ResidualTests& tests,
                    const std::optional<Pole>& pole) {
  return Judge(problem, fit, end, tests, pole).verdict();
}

}  // namespace descenso
