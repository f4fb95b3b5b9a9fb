// Sums in Double, each in the order of its definition and rounded to Float once: the same bits as the definition's,
// in a fraction of its time.
//
// A product of two Floats is exact in Double, so that a fused multiplication and addition rounds as one after the
// other does; only the order of additions matters, and sums that grow side by side each keep theirs.

#include "CKernels.h"
#include "Lanes.h"

#include <stdlib.h>
#include <string.h>

/// So many sums stand side by side.
enum { SIDE = 8 };

typedef double wide __attribute__((vector_size(64), aligned(8)));
typedef float narrow __attribute__((vector_size(32), aligned(4)));

#define WIDEN(place) __builtin_convertvector(*(const narrow *)(place), wide)
#define NARROW(place) (*(narrow *)(place))
#define ALL_WIDE(v) ((wide){v, v, v, v, v, v, v, v})

/// The sums at so many stops, of so many vectors of filters, are in registers at a time on processors that have 32
/// registers of 8 numbers; on others those of one vector.
enum { STOPS = 6, VECTORS = 4 };

/// How many numbers of the input a strip reads: with some filters they stay in the second cache.
enum { STRIP = 1 << 16 };

/// At the most so many numbers of the input are laid out at a time, 32 MiB, and so many of the weights, 128 MiB: a network
/// needs no more memory than its tensors and these.
enum { BAND = 1 << 22, FILTERS = 1 << 25 };

/// A convolution at work.
typedef struct {
  const cnn_window *window;
  ptrdiff_t groups, depth, filters_per_group, blocks_per_group;
  const float *input, *weight, *bias;
  float *out;
  /// The numbers of the input by row, channel, column, with zeros around them.
  double *planes;
  ptrdiff_t rows, columns, row_step;
  /// The weights by group, block of `SIDE` filters, channel, place of the window, filter; zeros for filters that
  /// there are not.
  float *filters;
  ptrdiff_t block_length;
  /// As many biases; zeros where there are none, which change no sum: one that begins with 0 is never −0.
  float *biases;
  ptrdiff_t stops_per_strip, parts;
} convolution;

// Laying out

/// Lays a row of the input, if there is such a one, beside the others, channel by channel.
static void lay_row(const convolution *c, ptrdiff_t row) {
  const cnn_window *w = c->window;
  double *plane = c->planes + row * c->row_step;
  for (ptrdiff_t index = 0; index < c->row_step; index++) plane[index] = 0;
  ptrdiff_t place = row - w->before_height;
  if (place < 0 || place >= w->height) return;
  const float *numbers = c->input + place * w->width * w->channels;
  ptrdiff_t end = c->columns - w->before_width < w->width ? c->columns - w->before_width : w->width;
  for (ptrdiff_t first = 0; first < w->channels; first += SIDE) {
    ptrdiff_t count = w->channels - first < SIDE ? w->channels - first : SIDE;
    for (ptrdiff_t column = 0; column < end; column++) {
      const float *from = numbers + column * w->channels + first;
      double *to = plane + first * c->columns + column + w->before_width;
      for (ptrdiff_t k = 0; k < count; k++) to[k * c->columns] = (double)from[k];
    }
  }
}

static void lay_rows(void *context, cnn_piece piece) {
  const convolution *c = context;
  for (ptrdiff_t row = piece.piece; row < c->rows; row += piece.pieces) lay_row(c, row);
}

/// Lays a block of filters out in the order in which their products are added.
static void lay_block(const convolution *c, ptrdiff_t block) {
  const cnn_window *w = c->window;
  ptrdiff_t group = block / c->blocks_per_group, first = block % c->blocks_per_group * SIDE;
  ptrdiff_t filters = c->groups * c->filters_per_group, places = w->window_height * w->window_width;
  ptrdiff_t count = c->filters_per_group - first < SIDE ? c->filters_per_group - first : SIDE;
  const float *from = c->weight + group * c->filters_per_group + first;
  float *to = c->filters + block * c->block_length;
  for (ptrdiff_t channel = 0; channel < c->depth; channel++) {
    for (ptrdiff_t place = 0; place < places; place++, to += SIDE) {
      const float *numbers = from + (place * c->depth + channel) * filters;
      for (ptrdiff_t f = 0; f < SIDE; f++) to[f] = f < count ? numbers[f] : 0;
    }
  }
  const float *bias = c->bias == NULL ? NULL : c->bias + group * c->filters_per_group + first;
  for (ptrdiff_t f = 0; f < SIDE; f++) c->biases[block * SIDE + f] = bias != NULL && f < count ? bias[f] : 0;
}

static void lay_blocks(void *context, cnn_piece piece) {
  const convolution *c = context;
  for (ptrdiff_t block = piece.piece; block < c->groups * c->blocks_per_group; block += piece.pieces) {
    lay_block(c, block);
  }
}

// Summing

/// Where the products of a group's sums lie.
typedef struct {
  ptrdiff_t depth, height, width;
  /// The first number behind a corner, and how far apart channels, rows and columns of the window lie.
  ptrdiff_t first, channel_step, row_step, column_step;
  ptrdiff_t block_length;
} reading;

// The same loops for each kind of processor, of which one is taken when they are called: one that the loader takes
// could be neither tested nor run under the sanitizer of threads.
#define LOOPS(name) name##_plain
#include "ExactLoops.h"
#undef LOOPS

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define LOOPS(name) name##_avx2
#include "ExactLoops.h"
#undef LOOPS
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#define LOOPS(name) name##_avx512
#include "ExactLoops.h"
#undef LOOPS
#pragma clang attribute pop
#define FITTING(name)                                                                                  \
  (cnn_processor_used() == CNN_AVX512 ? name##_avx512 : cnn_processor_used() == CNN_AVX2 ? name##_avx2 : name##_plain)
#else
#define FITTING(name) name##_plain
#endif

/// The sums of some blocks of a group at some stops, counted row by row.
static void sum_blocks(const convolution *c, ptrdiff_t group, ptrdiff_t block, int vectors, ptrdiff_t first_stop,
                       ptrdiff_t end_stop) {
  const cnn_window *w = c->window;
  const float *filters = c->filters + (group * c->blocks_per_group + block) * c->block_length;
  const float *bias = c->biases + (group * c->blocks_per_group + block) * SIDE;
  ptrdiff_t first_filter = block * SIDE, count = vectors * SIDE, all = c->groups * c->filters_per_group;
  if (count > c->filters_per_group - first_filter) count = c->filters_per_group - first_filter;
  reading r = {c->depth, w->window_height, w->window_width, group * c->depth * c->columns, c->columns,
               w->dilation_height * c->row_step, w->dilation_width, c->block_length};
  if (r.height * r.width == 1) r = (reading){1, 1, c->depth, r.first, 0, 0, c->columns, c->block_length};
  float sums[STOPS * VECTORS * SIDE];
  for (ptrdiff_t stop = first_stop; stop < end_stop;) {
    const double *corners[STOPS];
    int stops = 0;
    for (; stops < STOPS && stop + stops < end_stop; stops++) {
      ptrdiff_t u = (stop + stops) / w->out_width, v = (stop + stops) % w->out_width;
      corners[stops] = c->planes + u * w->stride_height * c->row_step + v * w->stride_width;
    }
    FITTING(sum_stops)(&r, corners, stops, filters, bias, vectors, sums);
    for (int p = 0; p < stops; p++, stop++) {
      float *out = c->out + stop * all + group * c->filters_per_group + first_filter;
      memcpy(out, sums + p * vectors * SIDE, (size_t)count * sizeof(float));
    }
  }
}

/// Does a strip of stops for one part of the blocks.
static void sum_strip(void *context, cnn_piece piece) {
  const convolution *c = context;
  ptrdiff_t strip = piece.piece / c->parts, part = piece.piece % c->parts;
  ptrdiff_t all = c->window->out_height * c->window->out_width;
  ptrdiff_t first = strip * c->stops_per_strip, end = first + c->stops_per_strip;
  if (end > all) end = all;
  int most = cnn_processor_used() == CNN_AVX512 ? VECTORS : 1;
  for (ptrdiff_t group = 0; group < c->groups; group++) {
    ptrdiff_t block = c->blocks_per_group * part / c->parts, last = c->blocks_per_group * (part + 1) / c->parts;
    while (block < last) {
      int vectors = most;
      while (block + vectors > last) vectors /= 2;
      sum_blocks(c, group, block, vectors, first, end);
      block += vectors;
    }
  }
}

/// Has pieces done by a team, or one after the other where there is none.
static void divide(cnn_team *team, ptrdiff_t pieces, void (*work)(void *, cnn_piece), void *context) {
  if (team != NULL) {
    cnn_team_divide(team, (int)pieces, work, context, 0);
    return;
  }
  for (int piece = 0; piece < pieces; piece++) work(context, (cnn_piece){0, piece, (int)pieces, 0});
}

/// Divides the stops into strips that read so much that it stays in a cache, and these among the blocks until every
/// thread has some.
static void cut(convolution *c, int threads) {
  const cnn_window *w = c->window;
  ptrdiff_t rows = STRIP / (c->row_step * w->stride_height), pieces = 0;
  if (rows < 1) rows = 1;
  if (rows > w->out_height) rows = w->out_height;
  while ((w->out_height + rows - 1) / rows > 4096) rows *= 2;
  c->stops_per_strip = rows * w->out_width;
  ptrdiff_t strips = (w->out_height + rows - 1) / rows;
  for (c->parts = 1; (pieces = strips * c->parts) < 4 * threads && 2 * VECTORS * c->parts <= c->blocks_per_group;) {
    c->parts *= 2;
  }
}

/// The sums of a band of the result, whose rows lie so far from its first one.
static void sum_band(cnn_team *team, convolution *c, const cnn_window *whole, ptrdiff_t first, ptrdiff_t rows,
                     float *out) {
  cnn_window band = *whole;
  band.out_height = rows;
  band.before_height -= first * whole->stride_height;
  c->window = &band;
  c->rows = (rows - 1) * whole->stride_height + (whole->window_height - 1) * whole->dilation_height + 1;
  c->out = out + first * whole->out_width * c->groups * c->filters_per_group;
  int threads = team == NULL ? 1 : cnn_team_size(team);
  cut(c, threads);
  divide(team, 4 * threads, lay_rows, c);
  ptrdiff_t strips = (rows * band.out_width + c->stops_per_strip - 1) / c->stops_per_strip;
  divide(team, strips * c->parts, sum_strip, c);
  c->window = whole;
}

/// How many places of an axis the window reads at all its stops, those of the border not counted.
static ptrdiff_t places_read(ptrdiff_t stops, ptrdiff_t stride, ptrdiff_t taps, ptrdiff_t dilation, ptrdiff_t before,
                             ptrdiff_t extent) {
  ptrdiff_t count = 0;
  for (ptrdiff_t stop = 0; stop < stops; stop++) {
    for (ptrdiff_t tap = 0; tap < taps; tap++) {
      ptrdiff_t place = stop * stride + tap * dilation - before;
      count += place >= 0 && place < extent;
    }
  }
  return count;
}

/// Whether so much of what the window reads is border that skipping it is faster than multiplying it.
static bool is_mostly_border(const cnn_window *w) {
  ptrdiff_t rows = places_read(w->out_height, w->stride_height, w->window_height, w->dilation_height,
                               w->before_height, w->height);
  ptrdiff_t columns =
      places_read(w->out_width, w->stride_width, w->window_width, w->dilation_width, w->before_width, w->width);
  double all = (double)(w->out_height * w->window_height) * (double)(w->out_width * w->window_width);
  return (double)rows * (double)columns < all / 8;
}

/// Finds out how much is laid out at a time: the rows of a band of the result; 0 where it would be too much.
static ptrdiff_t measure(convolution *c) {
  const cnn_window *w = c->window;
  ptrdiff_t reach = (w->window_height - 1) * w->dilation_height + 1;
  c->columns = (w->out_width - 1) * w->stride_width + (w->window_width - 1) * w->dilation_width + 1;
  c->blocks_per_group = (c->filters_per_group + SIDE - 1) / SIDE;
  ptrdiff_t numbers;
  if (__builtin_mul_overflow(w->channels, c->columns, &c->row_step) || reach > BAND / c->row_step ||
      __builtin_mul_overflow(w->window_height * w->window_width * SIDE, c->depth, &c->block_length) ||
      __builtin_mul_overflow(c->block_length, c->groups * c->blocks_per_group, &numbers) || numbers > FILTERS) {
    return 0;
  }
  ptrdiff_t band = (BAND / c->row_step - reach) / w->stride_height + 1;
  return band < w->out_height ? band : w->out_height;
}

bool cnn_convolve_exactly(cnn_team *team, const cnn_window *w, const float *input, const float *weight,
                          ptrdiff_t groups, ptrdiff_t filters, const float *bias, float *out) {
  convolution c = {.window = w, .groups = groups, .depth = w->channels / groups, .filters_per_group = filters / groups,
                   .input = input, .weight = weight, .bias = bias};
  ptrdiff_t band = measure(&c);
  // Zeros around the input are multiplied like its numbers, which changes no sum unless a weight is ∞ or NaN.
  if (band == 0 || is_mostly_border(w) ||
      !cnn_are_finite(weight, w->window_height * w->window_width * c.depth * filters)) {
    return false;
  }
  ptrdiff_t rows = (band - 1) * w->stride_height + (w->window_height - 1) * w->dilation_height + 1;
  c.planes = malloc((size_t)(rows * c.row_step) * sizeof(double));
  c.filters = malloc((size_t)(groups * c.blocks_per_group * c.block_length) * sizeof(float));
  c.biases = malloc((size_t)(groups * c.blocks_per_group * SIDE) * sizeof(float));
  bool has_room = c.planes != NULL && c.filters != NULL && c.biases != NULL;
  if (has_room) {
    divide(team, 4 * (team == NULL ? 1 : cnn_team_size(team)), lay_blocks, &c);
    for (ptrdiff_t first = 0; first < w->out_height; first += band) {
      sum_band(team, &c, w, first, band < w->out_height - first ? band : w->out_height - first, out);
    }
  }
  free(c.planes);
  free(c.filters);
  free(c.biases);
  return has_room;
}

// Dense layers

typedef struct {
  const float *input, *weight, *bias;
  ptrdiff_t rows, depth, units;
  float *out;
} product;

/// So many units are summed at a time.
enum { UNITS = 512 };

static void sum_units(void *context, cnn_piece piece) {
  const product *p = context;
  ptrdiff_t chunks = (p->units + UNITS - 1) / UNITS;
  for (ptrdiff_t index = piece.piece; index < p->rows * chunks; index += piece.pieces) {
    ptrdiff_t row = index / chunks, first = index % chunks * UNITS;
    ptrdiff_t count = p->units - first < UNITS ? p->units - first : UNITS;
    double sums[UNITS] = {0};
    FITTING(add_rows)(p->input + row * p->depth, p->weight + first, p->units, p->depth, count, sums);
    float *out = p->out + row * p->units + first;
    for (ptrdiff_t unit = 0; unit < count; unit++) {
      out[unit] = (float)(p->bias == NULL ? sums[unit] : sums[unit] + (double)p->bias[first + unit]);
    }
  }
}

void cnn_multiply_exactly(cnn_team *team, const float *input, ptrdiff_t rows, ptrdiff_t depth, const float *weight,
                          ptrdiff_t units, const float *bias, float *out) {
  product p = {input, weight, bias, rows, depth, units, out};
  ptrdiff_t pieces = rows * ((units + UNITS - 1) / UNITS);
  divide(team, pieces < 1024 ? pieces : 1024, sum_units, &p);
}

// Depthwise convolutions

typedef struct {
  const cnn_window *window;
  const float *input, *weight, *bias;
  ptrdiff_t multiplier;
  float *out;
} depthwise;

/// So many channels are summed at a time.
enum { CHANNELS = 512 };

/// The sums of some channels at a stop, with the first of each channel's filters on.
static void sum_channels(const depthwise *d, ptrdiff_t u, ptrdiff_t v, ptrdiff_t first, ptrdiff_t count,
                         double *sums) {
  const cnn_window *w = d->window;
  for (ptrdiff_t i = 0; i < w->window_height; i++) {
    ptrdiff_t row = u * w->stride_height + i * w->dilation_height - w->before_height;
    if (row < 0 || row >= w->height) continue;
    for (ptrdiff_t j = 0; j < w->window_width; j++) {
      ptrdiff_t column = v * w->stride_width + j * w->dilation_width - w->before_width;
      if (column < 0 || column >= w->width) continue;
      const float *numbers = d->input + (row * w->width + column) * w->channels + first;
      const float *weight = d->weight + ((i * w->window_width + j) * w->channels + first) * d->multiplier;
      if (d->multiplier == 1) {
        FITTING(add_products)(numbers, weight, count, sums);
        continue;
      }
      for (ptrdiff_t k = 0; k < count * d->multiplier; k++) {
        sums[k] += (double)numbers[k / d->multiplier] * (double)weight[k];
      }
    }
  }
}

static void sum_row(void *context, cnn_piece piece) {
  const depthwise *d = context;
  const cnn_window *w = d->window;
  ptrdiff_t filters = w->channels * d->multiplier, channels = CHANNELS / d->multiplier;
  for (ptrdiff_t u = piece.piece; u < w->out_height; u += piece.pieces) {
    for (ptrdiff_t v = 0; v < w->out_width; v++) {
      for (ptrdiff_t first = 0; first < w->channels; first += channels) {
        ptrdiff_t count = w->channels - first < channels ? w->channels - first : channels;
        double sums[CHANNELS] = {0};
        sum_channels(d, u, v, first, count, sums);
        float *out = d->out + (u * w->out_width + v) * filters;
        for (ptrdiff_t k = 0, filter = first * d->multiplier; k < count * d->multiplier; k++, filter++) {
          out[filter] = (float)(d->bias == NULL ? sums[k] : sums[k] + (double)d->bias[filter]);
        }
      }
    }
  }
}

bool cnn_convolve_depthwise_exactly(cnn_team *team, const cnn_window *w, const float *input, const float *weight,
                                    ptrdiff_t multiplier, const float *bias, float *out) {
  if (multiplier > CHANNELS) return false;
  depthwise d = {w, input, weight, bias, multiplier, out};
  divide(team, w->out_height < 256 ? w->out_height : 256, sum_row, &d);
  return true;
}
