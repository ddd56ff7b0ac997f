// JavaScript objects on their way in: plain data, copied by crossing.mjs, so that no getter can run here.
//
// Every reader names the place it reads ("data.noise.sd"), and the first thing that is wrong becomes the
// error.
#pragma once

#include "error.hpp"
#include "inspect/landscape.hpp"
#include "inspect/surface.hpp"
#include "plain.hpp"
#include "race/race.hpp"
#include "run/experiment.hpp"
#include "run/problem.hpp"
#include "study/sweep.hpp"
#include "study/tune.hpp"

namespace descenso::js {

Result<DataSpec> read_data(Plain object);

Result<Experiment> read_experiment(Plain object);

Result<LandscapeRange> read_range(Plain object);

Result<SweepSpec> read_sweep(Plain object);

Result<TuneSpec> read_tune(Plain object);

/// One number of an object of options, which may be left out altogether.
Result<double> read_option(Plain object, const char* key, double default_value);

Result<std::string> read_text(Plain value, const std::string& field);

/// An array of texts; undefined reads as ["x"].
Result<std::vector<std::string>> read_names(Plain value, const std::string& field);

/// Numbers by name, for example { w1: 3 }. `path` names the place in errors.
Result<NamedNumbers> read_values(Plain object, const std::string& path);

/// Columns by name, for example { x: Float64Array }.
Result<std::vector<Column>> read_columns(Plain object, const std::string& path);

/// An array of { optimizer: { … }, start?: { … } }.
Result<std::vector<Runner>> read_runners(Plain value);

/// An array of points by name; undefined reads as none.
Result<std::vector<NamedNumbers>> read_minima(Plain value);

/// { x: { parameter or direction, from, to, points }, y: { … }, at?: { … } }.
Result<SurfaceRange> read_surface(Plain object);

}  // namespace descenso::js
