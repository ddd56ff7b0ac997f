#include "fit/search/start_sampler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "fit/search/periodogram.hpp"

namespace descenso {
namespace {

/// Rows that a draw looks at.
constexpr std::size_t thin_rows = 48;
constexpr std::size_t peak_count = 8;

double spread(std::span<const double> values) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  return high - low;
}

/// Peaks, the highest first, with half the sum and half the difference of the two highest after the first.
std::vector<double> mixed(std::vector<double> peaks) {
  if (peaks.size() < 2) return peaks;
  const double sum = peaks[0] + peaks[1], difference = std::abs(peaks[0] - peaks[1]);
  peaks.insert(peaks.begin() + 1, {sum / 2, difference / 2});
  return peaks;
}

/// The real solution of θᵈ = value, or NaN.
double root(double value, double degree) {
  if (degree == 1) return value;
  if (degree == -1) return 1 / value;
  return std::pow(std::abs(value), 1 / degree);
}

}  // namespace

StartSampler::StartSampler(const LossGraph& given, const std::vector<std::size_t>& nonlinear,
                           const std::vector<std::vector<double>>& columns)
    : nonlinear_(nonlinear), columns_(columns) {
  LossGraph loss = given;
  roles_ = roles_of(loss, nonlinear);
  std::vector<NodeId> outputs;
  for (const Role& role : roles_) outputs.insert(outputs.end(), {role.g, role.degree, role.rest, role.wave});
  kernel_.emplace(std::move(Kernel<double>::compile(loss.graph, {{}, outputs}).value()));
  parameters_.resize(loss.dimension() + 8);
  values_.resize(outputs.size());
  peaks_.resize(roles_.size());
  is_mixed_.resize(roles_.size());

  const std::size_t n = columns_[0].size();
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return columns_[0][a] < columns_[0][b]; });
  const std::size_t kept = std::min(n, thin_rows);
  for (const auto& column : columns_) {
    std::vector<double>& thin = thin_.emplace_back();
    for (std::size_t k = 0; k < kept; ++k)
      thin.push_back(column[order[kept < 2 ? 0 : k * (n - 1) / (kept - 1)]]);
  }
  if (n > 0) {
    low_ = columns_[0][order.front()];
    high_ = columns_[0][order.back()];
  }
}

const Role& StartSampler::role(std::size_t parameter) const {
  const auto found = std::find(nonlinear_.begin(), nonlinear_.end(), parameter);
  return roles_[std::size_t(found - nonlinear_.begin())];
}

std::optional<StartSampler::Grid> StartSampler::grid_of(std::size_t parameter,
                                                        const std::vector<double>& theta) {
  const auto found = std::find(nonlinear_.begin(), nonlinear_.end(), parameter);
  const auto k = std::size_t(found - nonlinear_.begin());
  evaluate(theta, columns_);
  if (output(k, Output::degree).front() != 1) return std::nullopt;
  std::vector<double> g = output(k, Output::g);
  std::sort(g.begin(), g.end());
  g.erase(std::unique(g.begin(), g.end()), g.end());
  if (g.size() < 3) return std::nullopt;
  const Grid grid{g.front(), (g.back() - g.front()) / double(g.size() - 1)};
  const double rounding = 1e-12 * std::max(std::abs(g.front()), std::abs(g.back()));
  for (std::size_t i = 0; i < g.size(); ++i)
    if (!(std::abs(g[i] - (grid.first + double(i) * grid.step)) <= rounding + 1e-4 * grid.step))
      return std::nullopt;
  return grid;
}

double StartSampler::degree(std::size_t parameter) const {
  const auto found = std::find(nonlinear_.begin(), nonlinear_.end(), parameter);
  const std::vector<double>& degree = output(std::size_t(found - nonlinear_.begin()), Output::degree);
  return degree.empty() ? 1 : degree.front();
}

StartSampler::Turn StartSampler::turn_of(std::size_t parameter, const std::vector<double>& theta) {
  constexpr double whole = 2 * std::numbers::pi;
  if (role(parameter).is_phase) return {whole, 0};
  if (role(parameter).part != Part::offset) return {};
  const auto found = std::find(nonlinear_.begin(), nonlinear_.end(), parameter);
  const auto k = std::size_t(found - nonlinear_.begin());
  evaluate(theta, thin_);
  const double g = output(k, Output::g).front(), wave = output(k, Output::wave).front();
  if (!(std::abs(g) > 0) || !(std::abs(wave) > 0) || output(k, Output::degree).front() != 1) return {};
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double rest : output(k, Output::rest)) {
    low = std::min(low, -rest / g);
    high = std::max(high, -rest / g);
  }
  const double turn = whole / std::abs(wave * g);
  return {turn, low >= 0 ? low + turn / 2 : high <= 0 ? high - turn / 2 : 0};
}

double StartSampler::power_of_ten(double low, double high) { return std::pow(10.0, uniform(low, high)); }

void StartSampler::evaluate(const std::vector<double>& theta,
                            const std::vector<std::vector<double>>& columns) {
  std::vector<const double*> pointers;
  for (const auto& column : columns) pointers.push_back(column.data());
  std::vector<double*> outputs;
  for (auto& value : values_) {
    value.resize(columns[0].size());
    outputs.push_back(value.data());
  }
  for (std::size_t j = 0; j < theta.size(); ++j) parameters_[j] = theta[j];
  kernel_->run({parameters_.data(), pointers.data(), columns[0].size(), nullptr, outputs.data()});
}

void StartSampler::set_residuals(const std::vector<double>& theta, std::span<const double> residuals) {
  bool any = false;
  for (const Role& role : roles_) any = any || role.part == Part::frequency;
  if (!any) return;
  evaluate(theta, columns_);
  for (std::size_t k = 0; k < roles_.size(); ++k)
    if (roles_[k].part == Part::frequency) {
      peaks_[k] = spectral_peaks(output(k, Output::g), residuals, peak_count);
      if (is_mixed_[k]) peaks_[k] = mixed(peaks_[k]);
    }
}

void StartSampler::set_product(std::span<const std::size_t> parameters) {
  std::vector<std::size_t> frequencies;
  for (std::size_t k = 0; k < nonlinear_.size(); ++k)
    if (roles_[k].part == Part::frequency &&
        std::find(parameters.begin(), parameters.end(), nonlinear_[k]) != parameters.end())
      frequencies.push_back(k);
  if (frequencies.size() > 1)
    for (const std::size_t k : frequencies) is_mixed_[k] = true;
}

/// Those that others need come first.
std::vector<std::size_t> StartSampler::ordered(std::span<const std::size_t> which) const {
  std::vector<std::size_t> waiting, order;
  std::uint64_t missing = 0;
  for (std::size_t k = 0; k < nonlinear_.size(); ++k)
    if (std::find(which.begin(), which.end(), nonlinear_[k]) != which.end()) {
      waiting.push_back(k);
      missing |= std::uint64_t{1} << nonlinear_[k];
    }
  while (!waiting.empty()) {
    auto next = std::find_if(waiting.begin(), waiting.end(),
                             [&](std::size_t k) { return (roles_[k].needs & missing) == 0; });
    if (next == waiting.end()) next = waiting.begin();
    order.push_back(*next);
    missing &= ~(std::uint64_t{1} << nonlinear_[*next]);
    waiting.erase(next);
  }
  return order;
}

void StartSampler::draw(std::vector<double>& theta, std::span<const std::size_t> which) {
  for (const std::size_t j : which) theta[j] = draw_any();
  for (const std::size_t k : ordered(which)) {
    if (random_.random_sample() < 0.1) continue;
    const double value = draw_by_role(k, theta);
    if (std::isfinite(value)) theta[nonlinear_[k]] = value;
  }
}

double StartSampler::draw_any() {
  const double range = high_ > low_ ? high_ - low_ : 1;
  const double size = power_of_ten(-1.5, 1.5);
  switch (random_.interval(4)) {
    case 0:
      return sign() * size * range;
    case 1:
      return sign() * size / range;
    case 2:
      return uniform(low_, high_);
    default:
      return sign() * size;
  }
}

double StartSampler::draw_by_role(std::size_t k, const std::vector<double>& theta) {
  const Role& role = roles_[k];
  if (role.part == Part::any) return std::nan("");
  evaluate(theta, thin_);
  const std::span<const double> g = output(k, Output::g), rest = output(k, Output::rest);
  const double degree = output(k, Output::degree).front();
  const std::size_t row = random_.interval(std::uint32_t(g.size() - 1));
  const bool is_even = std::abs(degree) != 1;
  switch (role.part) {
    case Part::frequency: {
      const std::vector<double>& peaks = peaks_[k];
      const double cycles = 2 * 3.141592653589793 / spread(g);
      double omega = cycles * power_of_ten(-0.5, std::log10(double(columns_[0].size()) / 2));
      if (!peaks.empty() && random_.random_sample() < 0.8) {
        // The highest peaks most often, each within a third of a cycle.
        const double skewed = random_.random_sample() * random_.random_sample();
        omega = peaks[std::size_t(skewed * double(peaks.size()))] + cycles * uniform(-0.3, 0.3);
      }
      return root(omega, degree);
    }
    case Part::base:
      return std::exp(sign() * power_of_ten(-1, 1.5) / spread(rest));
    case Part::rate: {
      const double size = power_of_ten(is_even ? -0.5 : -1, is_even ? 4.5 : 1.7) / spread(g);
      return root((is_even ? 1 : sign()) * size, degree);
    }
    case Part::offset:
      return root(draw_centre(rest, role.is_denominator, role.is_centre) / g[row], degree);
    case Part::factor: {
      const double size = rest[row] / g[row] * power_of_ten(-1, 1);
      return root(
          is_even ? std::abs(size) : (random_.random_sample() < 0.7 ? std::abs(size) : -std::abs(size)),
          degree);
    }
    case Part::exponent:
      return root(sign() * power_of_ten(-0.7, 0.9) / g[row], degree);
    case Part::any:
      break;
  }
  return std::nan("");
}

/// −rest at some row or between its ends, a little beyond them; +rest where the sum is not to vanish.
double StartSampler::draw_centre(std::span<const double> rest, bool is_denominator, bool is_centre) {
  const double at_row = rest[random_.interval(std::uint32_t(rest.size() - 1))];
  double value = at_row;
  if (random_.random_sample() < 0.5) {
    const auto [low, high] = std::minmax_element(rest.begin(), rest.end());
    value = *low + (*high - *low) * uniform(-0.2, 1.2);
  }
  const double share = is_centre ? 0.05 : is_denominator ? 0.7 : 0.5;
  if (random_.random_sample() >= share) return -value;
  return value * power_of_ten(-0.7, 0.7);
}

}  // namespace descenso
