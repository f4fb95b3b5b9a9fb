// Where a window lies inside its input.

#ifndef REACH_H
#define REACH_H

#include "CKernels.h"

/// The places of a window that lie inside the input, at a stop along one axis: from `first` to before `end`, counted in the
/// window, whose first place is `start` in the input.
typedef struct {
  ptrdiff_t start, first, end;
} reach;

/// The number of places of a window, from its first on, that lie before `limit`.
static inline ptrdiff_t places_before(ptrdiff_t limit, ptrdiff_t start, ptrdiff_t dilation, ptrdiff_t window) {
  if (start >= limit) return 0;
  ptrdiff_t count = (limit - start + dilation - 1) / dilation;
  return count < window ? count : window;
}

static inline reach reach_at(ptrdiff_t start, ptrdiff_t extent, ptrdiff_t window, ptrdiff_t dilation) {
  return (reach){start, places_before(0, start, dilation, window), places_before(extent, start, dilation, window)};
}

static inline reach rows_at(const cnn_window *w, ptrdiff_t u) {
  return reach_at(u * w->stride_height - w->before_height, w->height, w->window_height, w->dilation_height);
}

static inline reach columns_at(const cnn_window *w, ptrdiff_t v) {
  return reach_at(v * w->stride_width - w->before_width, w->width, w->window_width, w->dilation_width);
}

#endif
