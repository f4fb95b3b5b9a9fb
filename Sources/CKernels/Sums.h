// What sums in Float and in Double have in common: how they lie in registers and what they read.

#ifndef SUMS_H
#define SUMS_H

#include "Fitting.h"

#include <stdbool.h>
#include <stddef.h>

/// The sums at so many stops, of so many vectors of filters, are in registers at a time on processors that have 32
/// registers of 64 bytes; on others those of one vector, which on AVX2 takes 12 of 16 registers.
enum { STOPS = 6, VECTORS = 4 };

/// What the sums at a stop read.
typedef struct {
  /// So many numbers, and where each lies behind the corner of the stop.
  ptrdiff_t count;
  const ptrdiff_t *offsets;
  /// How far apart the laid out weights of two blocks of filters are.
  ptrdiff_t block_length;
  /// How far apart corners are, and after how many stops a row ends.
  ptrdiff_t stops_per_row, row_stride, column_stride;
  /// How far apart the results of two stops are.
  ptrdiff_t out_step;
  /// Whether sums go on from what stands in the result.
  bool goes_on;
} reading;

#endif
