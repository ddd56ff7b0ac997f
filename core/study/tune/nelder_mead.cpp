#include "study/tune/nelder_mead.hpp"

#include <algorithm>
#include <cmath>

namespace descenso {
namespace {

using Point = std::vector<double>;

struct Vertex {
  Point at;
  double measure;
};

class Simplex {
 public:
  Simplex(const Measure& measure, const Point& start, double size) : measure_(measure) {
    add(start);
    for (std::size_t k = 0; k < start.size(); ++k) {
      Point corner = start;
      corner[k] += corner[k] + size <= 1 ? size : -size;
      add(std::move(corner));
    }
    rank();
  }

  const Point& best() const { return vertices_.front().at; }

  /// The largest distance of any coordinate from the best point's.
  double span() const {
    double span = 0;
    for (const Vertex& each : vertices_)
      for (std::size_t j = 0; j < each.at.size(); ++j)
        span = std::max(span, std::abs(each.at[j] - best()[j]));
    return span;
  }

  void step() {
    const std::size_t d = vertices_.size() - 1;
    Vertex& worst = vertices_.back();
    const Vertex reflected = along(1);
    if (reflected.measure < vertices_.front().measure) {
      const Vertex expanded = along(2);
      worst = expanded.measure < reflected.measure ? expanded : reflected;
    } else if (d > 1 && reflected.measure < vertices_[d - 1].measure) {
      worst = reflected;
    } else if (const Vertex contracted = along(reflected.measure < worst.measure ? 0.5 : -0.5);
               contracted.measure < std::min(reflected.measure, worst.measure)) {
      worst = contracted;
    } else {
      shrink();
    }
    rank();
  }

 private:
  void add(Point at) {
    const double measure = measure_(at);
    vertices_.push_back({std::move(at), measure});
  }

  void rank() {
    std::stable_sort(vertices_.begin(), vertices_.end(),
                     [](const Vertex& a, const Vertex& b) { return a.measure < b.measure; });
  }

  /// p(t).
  Vertex along(double t) const {
    const std::size_t d = vertices_.size() - 1;
    Point at(d);
    for (std::size_t j = 0; j < d; ++j) {
      double centre = 0;
      for (std::size_t k = 0; k < d; ++k) centre += vertices_[k].at[j] / static_cast<double>(d);
      at[j] = centre + t * (centre - vertices_[d].at[j]);
    }
    const double measure = measure_(at);
    return {std::move(at), measure};
  }

  void shrink() {
    for (std::size_t k = 1; k < vertices_.size(); ++k) {
      Vertex& each = vertices_[k];
      for (std::size_t j = 0; j < each.at.size(); ++j) each.at[j] = (each.at[j] + best()[j]) / 2;
      each.measure = measure_(each.at);
    }
  }

  const Measure& measure_;
  std::vector<Vertex> vertices_;  ///< d + 1, best first
};

}  // namespace

std::vector<double> nelder_mead(const Measure& measure, std::vector<double> start, double size,
                                double min_size) {
  Simplex simplex(measure, start, size);
  while (simplex.span() >= min_size) simplex.step();
  return simplex.best();
}

}  // namespace descenso
