// Sums in Double, each in the order of its definition and rounded to Float once: the same bits as the definition's,
// in a fraction of its time.
//
// A product of two Floats is exact in Double, so that a fused multiplication and addition rounds as one after the
// other does; only the order of additions matters, and sums that grow side by side each keep theirs.

#include "CKernels.h"
#include "Lanes.h"
#include "Maps.h"
#include "Sums.h"

#include <stdlib.h>
#include <string.h>

/// So many sums stand side by side.
enum { SIDE = 8 };

typedef double wide __attribute__((vector_size(64), aligned(8)));
typedef float narrow __attribute__((vector_size(32), aligned(4)));

#define KIND double
#define NUMBER double
#define VECTOR wide
#define ALL_SIDE(number) ((wide){number, number, number, number, number, number, number, number})
#define WIDEN(place) __builtin_convertvector(*(const narrow *)(place), wide)
#define NARROW(place, vector) (*(narrow *)(place) = __builtin_convertvector(vector, narrow))
#define FILE_OF_LOOPS "SumLoops.h"
#include "EachProcessor.h"

/// So many numbers of the input are read at a time: with some filters they stay in the second cache.
enum { STRIP = 1 << 15 };

/// At the most so many numbers of the input are laid out at a time, 32 MiB, and so many of the weights, 128 MiB, with up to
/// 64 MiB that say where they go: a network needs no more memory than its tensors and these.
enum { BAND = 1 << 22, FILTERS = 1 << 25 };

/// So many blocks of filters are laid out at a time: rows of weights are read in whole lines of the cache.
enum { BESIDE = 8 };

/// A convolution at work.
typedef struct {
  const cnn_window *window;
  ptrdiff_t groups, depth, filters_per_group, blocks_per_group;
  const float *input, *weight, *bias;
  float *out;
  /// The numbers of the input as they are, with zeros around them; how far apart its rows and columns then are.
  double *numbers;
  ptrdiff_t rows, columns, row_step, column_step;
  /// The weights by group, block of `SIDE` filters, channel, place of the window, filter; zeros for filters that
  /// there are not.
  float *filters;
  ptrdiff_t block_length;
  /// Where each product's number lies behind the window's corner, and where each row of weights goes.
  ptrdiff_t *offsets, *order;
  ptrdiff_t stops_per_strip, parts;
} convolution;

// Laying out

/// Lays a row of the input, if there is such a one, with zeros beside it.
static void lay_row(const convolution *c, ptrdiff_t row) {
  const cnn_window *w = c->window;
  double *out = c->numbers + row * c->row_step;
  ptrdiff_t place = row - w->before_height;
  if (place < 0 || place >= w->height) {
    memset(out, 0, (size_t)c->row_step * sizeof(double));
    return;
  }
  for (ptrdiff_t column = 0; column < c->columns; column++, out += c->column_step) {
    ptrdiff_t from = column - w->before_width;
    if (from < 0 || from >= w->width) {
      memset(out, 0, (size_t)w->channels * sizeof(double));
    } else {
      FITTING(widen, maps)(c->input + (place * w->width + from) * w->channels, w->channels, out);
    }
  }
}

static void lay_rows(void *context, cnn_piece piece) {
  const convolution *c = context;
  for (ptrdiff_t row = piece.piece; row < c->rows; row += piece.pieces) lay_row(c, row);
}

static void lay_blocks(void *context, cnn_piece piece) {
  const convolution *c = context;
  ptrdiff_t runs = (c->blocks_per_group + BESIDE - 1) / BESIDE, filters = c->groups * c->filters_per_group;
  ptrdiff_t rows = c->block_length / SIDE;
  for (ptrdiff_t index = piece.piece; index < c->groups * runs; index += piece.pieces) {
    ptrdiff_t group = index / runs, block = index % runs * BESIDE, rest = c->filters_per_group - block * SIDE;
    FITTING(lay_filters, double)(c->weight + group * c->filters_per_group + block * SIDE, filters, rows,
                                 rest < BESIDE * SIDE ? rest : BESIDE * SIDE, c->order, c->block_length,
                                 c->filters + (group * c->blocks_per_group + block) * c->block_length);
  }
}

/// Writes where numbers and weights lie: sums grow by channel, row, column.
static void find_places(const convolution *c) {
  const cnn_window *w = c->window;
  ptrdiff_t places = w->window_height * w->window_width;
  for (ptrdiff_t place = 0; place < places; place++) {
    ptrdiff_t i = place / w->window_width, j = place % w->window_width;
    for (ptrdiff_t channel = 0; channel < c->depth; channel++) {
      ptrdiff_t position = channel * places + place;
      c->offsets[position] = i * w->dilation_height * c->row_step + j * w->dilation_width * c->column_step + channel;
      c->order[place * c->depth + channel] = position;
    }
  }
}

// Summing

/// The sums of some blocks of a group at some stops, counted row by row.
static void sum_blocks(const convolution *c, ptrdiff_t group, ptrdiff_t block, int vectors, ptrdiff_t first_stop,
                       ptrdiff_t end_stop) {
  const cnn_window *w = c->window;
  ptrdiff_t filter = group * c->filters_per_group + block * SIDE, width = c->filters_per_group - block * SIDE;
  reading r = {.count = c->block_length / SIDE,
               .offsets = c->offsets,
               .block_length = c->block_length,
               .stops_per_row = w->out_width,
               .row_stride = w->stride_height * c->row_step,
               .column_stride = w->stride_width * c->column_step,
               .out_step = c->groups * c->filters_per_group};
  float biases[VECTORS * SIDE] = {0};
  if (c->bias != NULL) {
    memcpy(biases, c->bias + filter, (size_t)(width < vectors * SIDE ? width : vectors * SIDE) * sizeof(float));
  }
  FITTING(sum_stops, double)(&r, c->numbers + group * c->depth, first_stop, end_stop,
                             c->filters + (group * c->blocks_per_group + block) * c->block_length,
                             c->bias == NULL ? NULL : biases, vectors, c->out + filter, width);
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
  cnn_divide(team, 4 * threads, lay_rows, c);
  ptrdiff_t strips = (rows * band.out_width + c->stops_per_strip - 1) / c->stops_per_strip;
  cnn_divide(team, strips * c->parts, sum_strip, c);
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
  // Columns that lie a power of two apart would push each other out of the cache.
  c->column_step = w->channels % (4 * SIDE) == 0 ? w->channels + SIDE : w->channels;
  c->blocks_per_group = (c->filters_per_group + SIDE - 1) / SIDE;
  ptrdiff_t numbers;
  if (__builtin_mul_overflow(c->column_step, c->columns, &c->row_step) || reach > BAND / c->row_step ||
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
  c.numbers = malloc((size_t)(rows * c.row_step) * sizeof(double));
  c.filters = malloc((size_t)(groups * c.blocks_per_group * c.block_length) * sizeof(float));
  c.offsets = malloc((size_t)(2 * c.block_length / SIDE) * sizeof(ptrdiff_t));
  bool has_room = c.numbers != NULL && c.filters != NULL && c.offsets != NULL;
  if (has_room) {
    c.order = c.offsets + c.block_length / SIDE;
    find_places(&c);
    cnn_divide(team, 4 * (team == NULL ? 1 : cnn_team_size(team)), lay_blocks, &c);
    for (ptrdiff_t first = 0; first < w->out_height; first += band) {
      sum_band(team, &c, w, first, band < w->out_height - first ? band : w->out_height - first, out);
    }
  }
  free(c.numbers);
  free(c.filters);
  free(c.offsets);
  return has_room;
}

// Dense layers

typedef struct {
  const float *input, *weight, *bias;
  ptrdiff_t rows, depth, units;
  /// So many units are summed at a time.
  ptrdiff_t chunk;
  float *out;
} product;

/// At the most so many units are summed at a time, whose sums stay in the first cache; and at the least so many, since
/// short pieces of the rows of weights are slow to read.
enum { MOST_UNITS = 2048, LEAST_UNITS = 256 };

static void sum_units(void *context, cnn_piece piece) {
  const product *p = context;
  ptrdiff_t chunks = (p->units + p->chunk - 1) / p->chunk;
  for (ptrdiff_t index = piece.piece; index < p->rows * chunks; index += piece.pieces) {
    ptrdiff_t row = index / chunks, first = index % chunks * p->chunk;
    ptrdiff_t count = p->units - first < p->chunk ? p->units - first : p->chunk;
    double sums[MOST_UNITS];
    for (ptrdiff_t unit = 0; unit < count; unit++) sums[unit] = 0;
    FITTING(add_rows, double)(p->input + row * p->depth, p->weight + first, p->units, p->depth, count, sums);
    float *out = p->out + row * p->units + first;
    for (ptrdiff_t unit = 0; unit < count; unit++) {
      out[unit] = (float)(p->bias == NULL ? sums[unit] : sums[unit] + (double)p->bias[first + unit]);
    }
  }
}

void cnn_multiply_exactly(cnn_team *team, const float *input, ptrdiff_t rows, ptrdiff_t depth, const float *weight,
                          ptrdiff_t units, const float *bias, float *out) {
  ptrdiff_t threads = team == NULL ? 1 : cnn_team_size(team), chunk = (units + threads - 1) / threads;
  chunk = chunk < LEAST_UNITS ? LEAST_UNITS : chunk > MOST_UNITS ? MOST_UNITS : chunk;
  product p = {input, weight, bias, rows, depth, units, chunk, out};
  ptrdiff_t pieces = rows * ((units + chunk - 1) / chunk);
  cnn_divide(team, pieces < 1024 ? pieces : 1024, sum_units, &p);
}
