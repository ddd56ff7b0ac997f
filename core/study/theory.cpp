#include "study/theory.hpp"

#include <algorithm>
#include <cmath>
#include <complex>

#include "fit/curvature.hpp"
#include "optimizer/registry.hpp"
#include "study/descents.hpp"
#include "work.hpp"

namespace descenso {
namespace {

using Complex = std::complex<double>;

/// The roots of z² − (1 + β − hλ)z + β = 0.
std::pair<Complex, Complex> roots(const PlainMethod& method, double lambda) {
  const double half = (1 + method.mu - method.rate * lambda) / 2;
  const bool overflows = std::abs(half) > 1e150;  // its square does; β is nothing beside it
  const Complex root = overflows ? std::abs(half) : std::sqrt(Complex(half * half - method.mu, 0));
  return {half + root, half - root};
}

double contraction(const PlainMethod& method, const Eigen::VectorXd& curvature) {
  double largest = 0;
  for (const double lambda : curvature) {
    const auto [a, b] = roots(method, lambda);
    largest = std::max({largest, std::abs(a), std::abs(b)});
  }
  return largest;
}

/// eₖ/e₀ in closed form: A aᵏ + B bᵏ with e₁ = (1 − hλ) e₀, or (1 + kC) aᵏ for a double root.
class ClosedForm {
 public:
  ClosedForm(const PlainMethod& method, double lambda) {
    const double first = 1 - method.rate * lambda;
    std::tie(a_, b_) = roots(method, lambda);
    double_ = std::abs(a_ - b_) < 1e-7;
    if (double_) {
      factor_ = a_ == 0. ? 0. : (first - a_) / a_;
    } else {
      factor_ = (first - b_) / (a_ - b_);
    }
  }
  double operator()(double k) const {
    if (k == 0) return 1;
    if (double_) return ((1. + k * factor_) * power(a_, k)).real();
    return (factor_ * power(a_, k) + (1. - factor_) * power(b_, k)).real();
  }

 private:
  static Complex power(const Complex& z, double k) {
    return z == 0. ? Complex(0) : std::polar(std::pow(std::abs(z), k), k * std::arg(z));
  }
  Complex a_, b_, factor_;
  bool double_;
};

/// The least s ≤ epochs such that Σ ½ λᵢ eᵢ² ≤ margin for every k from s to the last epoch, or −1.
double predicted_epochs(const PlainMethod& method, const Quadratic& quadratic, const Eigen::VectorXd& errors,
                        double margin, double epochs) {
  std::vector<ClosedForm> forms;
  for (const double lambda : quadratic.curvature) forms.emplace_back(method, lambda);
  double settled = 0;
  // A complex power costs about 200 additions.
  for (double k = 0; k <= epochs && spend_work(200 * static_cast<double>(forms.size())); ++k) {
    Eigen::VectorXd e = errors;
    for (std::size_t i = 0; i < forms.size(); ++i) e[Eigen::Index(i)] *= forms[i](k);
    const double excess = quadratic.excess(e);
    if (!std::isfinite(excess)) return -1;
    if (excess > margin) settled = k + 1;
  }
  return settled <= epochs ? settled : -1;
}

/// The loss near its minimum as a quadratic. Errors: singular.
Result<Quadratic> local_quadratic(SharedProblem& shared) {
  if (shared.quadratic) return *shared.quadratic;
  const auto p = Eigen::Index(shared.best_at.size());
  const Result<Eigenpairs> found = curvature_at(shared.problem, shared.best_at);
  if (!found) return found.error();
  const auto& [curvature, directions] = found.value();
  return Quadratic{Eigen::VectorXd::Map(shared.best_at.data(), p), curvature, directions, shared.best};
}

/// The experiment with gradient descent or the heavy ball at a setting.
Experiment with(Experiment experiment, const PlainMethod& method) {
  experiment.optimizer = method.mu > 0 ? OptimizerSpec{"momentum", {{"rate", method.rate}, {"mu", method.mu}}}
                                       : OptimizerSpec{"gd", {{"rate", method.rate}}};
  return experiment;
}

Result<double> measured_epochs(const Experiment& experiment, double tolerance) {
  Result<std::unique_ptr<Descents>> descents = make_descents(experiment, {}, tolerance);
  if (!descents) return descents.error();
  const Result<Settling> settling = descents.value()->at({});
  if (!settling) return settling.error();
  return double(settling.value().epochs);
}

std::optional<PlainMethod> own_method(const Experiment& experiment, const SharedProblem& shared) {
  const Optimizer* row = find_optimizer(experiment.optimizer.name);
  if (!row) return std::nullopt;
  const Result<Values> values = resolve(row->hyperparameters, "optimizer", experiment.optimizer.settings);
  if (!values || !is_plain(row->name, values.value(), shared.problem.data->rows())) return std::nullopt;
  return plain_method(values.value());
}

}  // namespace

Result<Theory> theory(const Experiment& experiment, double tolerance) {
  Result<SharedProblem> prepared = prepare_shared(experiment);
  if (!prepared) return prepared.error();
  SharedProblem& shared = prepared.value();
  Result<Quadratic> found = local_quadratic(shared);
  if (!found) return found.error();
  const Quadratic& quadratic = found.value();
  const Eigen::VectorXd errors = quadratic.errors(shared.problem.start);
  const double low = quadratic.curvature[0], high = quadratic.curvature[quadratic.curvature.size() - 1];
  const double first = shared.problem.objective->value(shared.problem.start);
  if (!std::isfinite(first) || !std::isfinite(shared.best))
    return located(error(ErrorCode::start_not_finite).with("loss", first), shared.problem);
  const double margin = Goal{shared.best, tolerance}.margin(first - shared.best);

  Theory out;
  out.exact = shared.quadratic != nullptr;
  out.names = shared.problem.parameters;
  out.at = shared.best_at;
  out.best = shared.best;
  out.target = shared.best + margin;
  out.curvature.assign(quadratic.curvature.begin(), quadratic.curvature.end());
  out.stable_rate = 2 / high;
  const double root = std::sqrt(high / low), speed = 2 / (std::sqrt(low) + std::sqrt(high));
  out.gd.method = {2 / (low + high), 0};
  out.momentum.method = {speed * speed, std::pow((root - 1) / (root + 1), 2)};
  if (const auto own = own_method(experiment, shared)) {
    out.own = Prediction{*own};
    out.best_mu_here = std::pow(std::max(0.0, 1 - std::sqrt(own->rate * low)), 2);
  }
  const auto complete = [&](Prediction& prediction, const Experiment& run) -> std::optional<Error> {
    prediction.contraction = contraction(prediction.method, quadratic.curvature);
    prediction.predicted =
        predicted_epochs(prediction.method, quadratic, errors, margin, experiment.stop.epochs);
    const Result<double> measured = measured_epochs(run, tolerance);
    if (!measured) return measured.error();
    prediction.measured = measured.value();
    return std::nullopt;
  };
  if (auto wrong = complete(out.gd, with(experiment, out.gd.method))) return *wrong;
  if (auto wrong = complete(out.momentum, with(experiment, out.momentum.method))) return *wrong;
  if (out.own)
    if (auto wrong = complete(*out.own, experiment)) return *wrong;
  return out;
}

}  // namespace descenso
