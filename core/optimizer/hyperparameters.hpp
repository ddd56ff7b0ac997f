#pragma once
#include "hyperparameters.hpp"
