#include "CKernels.h"
#include "Lanes.h"

#include <string.h>

/// The sums at so many stops, of so many vectors of filters, are in registers at a time on processors that have 32
/// registers of 16 numbers; on others those of one vector of filters.
enum { STOPS = 6, VECTORS = 4 };

/// So many numbers of a filter are multiplied at stop after stop before the next ones are: with those of other filters
/// beside them they stay in the second cache.
enum { DEPTH = 1536 };

/// What the sums at a stop read: lines of the input, one a row of the window, and as many rows of the weights as these
/// have numbers. Some of the lines are read at a time.
typedef struct {
  ptrdiff_t lines, line_length, line_step;
  ptrdiff_t first_line, end_line;
  const float *weight;
  ptrdiff_t filters;
} reading;

// The sums of `V` vectors of filters, from `filter` on, at `P` stops.
#define SUMS(P, V)                                                                                     \
  do {                                                                                                 \
    lanes sums[P][V];                                                                                  \
    for (int p = 0; p < P; p++) {                                                                      \
      for (int v = 0; v < V; v++) {                                                                    \
        ptrdiff_t place = filter + v * LANES;                                                          \
        if (r.first_line > 0) sums[p][v] = LOAD(out + p * r.filters + place);                          \
        else sums[p][v] = bias == NULL ? (lanes){} : LOAD(bias + place);                               \
      }                                                                                                \
    }                                                                                                  \
    const float *weight = r.weight + r.first_line * r.line_length * r.filters + filter;                \
    for (ptrdiff_t line = r.first_line; line < r.end_line; line++) {                                   \
      const float *numbers[P];                                                                         \
      for (int p = 0; p < P; p++) numbers[p] = corners[p] + line * r.line_step;                        \
      for (ptrdiff_t index = 0; index < r.line_length; index++, weight += r.filters) {                 \
        lanes factors[V];                                                                              \
        for (int v = 0; v < V; v++) factors[v] = LOAD(weight + v * LANES);                             \
        for (int p = 0; p < P; p++) {                                                                  \
          lanes number = ALL(numbers[p][index]);                                                       \
          for (int v = 0; v < V; v++) sums[p][v] += number * factors[v];                               \
        }                                                                                              \
      }                                                                                                \
    }                                                                                                  \
    for (int p = 0; p < P; p++) {                                                                      \
      for (int v = 0; v < V; v++) STORE(out + p * r.filters + filter + v * LANES, sums[p][v]);         \
    }                                                                                                  \
  } while (0)

#define SUMS_AT(P)                                                                                     \
  case P:                                                                                              \
    if (vectors == VECTORS) SUMS(P, VECTORS);                                                          \
    else if (vectors == 2) SUMS(P, 2);                                                                 \
    else SUMS(P, 1);                                                                                   \
    break

EACH_PROCESSOR
static void sums_at_stops(const float *const corners[STOPS], int stops, reading r, const float *bias,
                          ptrdiff_t filter, int vectors, float *out) {
  switch (stops) {
    SUMS_AT(1);
    SUMS_AT(2);
    SUMS_AT(3);
    SUMS_AT(4);
    SUMS_AT(5);
    SUMS_AT(6);
  }
}

#if defined(__x86_64__)
int cnn_can_convolve(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
static int has_wide_registers(void) { return __builtin_cpu_supports("avx512f"); }
#else
int cnn_can_convolve(void) { return 0; }
static int has_wide_registers(void) { return 0; }
#endif

/// The sums of some vectors of filters at stop after stop.
static void convolve_vectors(const cnn_window *w, const float *input, reading r, const float *bias,
                             ptrdiff_t filter, int vectors, ptrdiff_t first_stop, ptrdiff_t end_stop, float *out) {
  ptrdiff_t u = first_stop / w->out_width, v = first_stop % w->out_width;
  for (ptrdiff_t stop = first_stop; stop < end_stop;) {
    const float *corners[STOPS];
    float *result = out + stop * r.filters;
    int stops = 0;
    for (; stops < STOPS && stop < end_stop; stops++, stop++) {
      corners[stops] = input + (u * w->stride_height * w->width + v * w->stride_width) * w->channels;
      if (++v == w->out_width) {
        v = 0;
        u++;
      }
    }
    sums_at_stops(corners, stops, r, bias, filter, vectors, result);
  }
}

void cnn_convolve(const cnn_window *w, const float *input, const float *weight, ptrdiff_t filters,
                  const float *bias, ptrdiff_t first_filter, ptrdiff_t end_filter, ptrdiff_t first_stop,
                  ptrdiff_t end_stop, float *out) {
  ptrdiff_t lines = w->window_height, length = w->window_width * w->channels;
  ptrdiff_t lines_at_a_time = length < DEPTH ? DEPTH / length : 1;
  reading r = {lines, length, w->dilation_height * w->width * w->channels, 0, lines, weight, filters};
  int most = has_wide_registers() ? VECTORS : 1;
  for (ptrdiff_t filter = first_filter; filter < end_filter;) {
    int vectors = most;
    while (filter + vectors * LANES > end_filter) vectors /= 2;
    for (r.first_line = 0; r.first_line < lines; r.first_line = r.end_line) {
      ptrdiff_t rest = lines - r.first_line;
      r.end_line = r.first_line + (rest < lines_at_a_time ? rest : lines_at_a_time);
      convolve_vectors(w, input, r, bias, filter, vectors, first_stop, end_stop, out);
    }
    filter += vectors * LANES;
  }
}

void cnn_copy_padded(const cnn_window *w, const float *input, ptrdiff_t first_row, ptrdiff_t rows, ptrdiff_t width,
                     float *out) {
  size_t before = (size_t)(w->before_width * w->channels), inside = (size_t)(w->width * w->channels);
  size_t line = (size_t)(width * w->channels);
  for (ptrdiff_t row = first_row; row < first_row + rows; row++, out += line) {
    if (row < 0 || row >= w->height) {
      memset(out, 0, line * sizeof(float));
      continue;
    }
    memset(out, 0, before * sizeof(float));
    memcpy(out + before, input + (size_t)row * inside, inside * sizeof(float));
    memset(out + before + inside, 0, (line - before - inside) * sizeof(float));
  }
}
