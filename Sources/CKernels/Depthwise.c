#include "CKernels.h"
#include "Fitting.h"
#include "Lanes.h"
#include "Reach.h"

// The channels of a place, at least as many as a vector has, in vectors: the last one begins so that it ends with the last
// channel, and some are then done twice.
#define FOR_CHANNELS(channels)                                                                         \
  for (ptrdiff_t next = 0, k = 0; next < (channels);                                                   \
       next += LANES, k = next + LANES <= (channels) ? next : (channels) - LANES)

/// So many neighbouring stops at a time share each vector of weights.
enum { SHARED = 4 };

// The sums of 16 channels at `STOPS_HERE` stops whose windows reach over the same places.
#define DEPTHWISE_STOPS(STOPS_HERE)                                                                    \
  do {                                                                                                 \
    lanes sums[STOPS_HERE];                                                                            \
    for (int s = 0; s < STOPS_HERE; s++) sums[s] = start;                                              \
    for (ptrdiff_t i = rows.first; i < rows.end; i++) {                                                \
      for (ptrdiff_t j = columns.first; j < columns.end; j++) {                                        \
        const float *place = input + (rows.start + i * w->dilation_height) * line                      \
                             + (columns.start + j * w->dilation_width) * channels + k;                 \
        lanes factor = LOAD(weight + (i * w->window_width + j) * channels + k);                        \
        for (int s = 0; s < STOPS_HERE; s++) sums[s] += factor * LOAD(place + s * step);               \
      }                                                                                                \
    }                                                                                                  \
    for (int s = 0; s < STOPS_HERE; s++) STORE(result + v * channels + k + s * channels, sums[s]);     \
  } while (0)

static inline int is_whole(const cnn_window *w, reach columns) {
  return columns.first == 0 && columns.end == w->window_width;
}

#define KIND lanes
#define FILE_OF_LOOPS "DepthwiseLoops.h"
#include "EachProcessor.h"

void cnn_depthwise(const cnn_window *w, const float *input, const float *weight, ptrdiff_t multiplier,
                   const float *bias, ptrdiff_t first_row, ptrdiff_t end_row, float *out) {
  for (ptrdiff_t u = first_row; u < end_row; u++) {
    float *row = out + u * w->out_width * w->channels * multiplier;
    if (multiplier == 1 && w->channels >= LANES) {
      FITTING(depthwise_by_lanes, lanes)(w, input, weight, bias, u, row);
    } else {
      FITTING(depthwise_by_number, lanes)(w, input, weight, multiplier, bias, u, row);
    }
  }
}
