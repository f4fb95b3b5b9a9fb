// The loops of MapLoops.h for each processor.

#ifndef MAPS_H
#define MAPS_H

#include "CKernels.h"
#include "Sums.h"

/// So many numbers are worked on at a time, in Double: they stay in the first cache.
enum { CHUNK = 512 };

#define KIND maps
#define FILE_OF_LOOPS "MapLoops.h"
#include "EachProcessor.h"
#undef FILE_OF_LOOPS
#undef KIND

#endif
