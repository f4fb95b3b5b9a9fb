// The loops of MapLoops.h for each processor.

#ifndef MAPS_H
#define MAPS_H

#include "Fitting.h"
#include "Reach.h"

#include <math.h>

/// So many numbers are worked on at a time, in Double: they stay in the first cache.
enum { CHUNK = 512 };

/// A pooling at work.
typedef struct {
  const cnn_window *window;
  cnn_rule rule;
  const float *input;
  float *out;
} pooling;

#define KIND maps
#define FILE_OF_LOOPS "MapLoops.h"
#include "EachProcessor.h"
#undef FILE_OF_LOOPS
#undef KIND

#endif
