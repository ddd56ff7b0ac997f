// The notebook's experiment, where every test of a run begins.
#pragma once

#include "run/experiment.hpp"

inline descenso::Experiment notebook_experiment() {
  descenso::Simulation data;
  data.constants = {{"m", 5.0}};
  return {data,  {"w1*x", {{"w1", 10.0}}},    {"mse"}, {"gd", {{"rate", 0.01}}},
          {401}, descenso::Precision::float64};
}
