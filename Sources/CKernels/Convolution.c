#include "CKernels.h"
#include "Lanes.h"
#include "Sums.h"

#include <string.h>

/// So many filters are a block.
enum { SIDE = LANES };

/// So many rows of a block's weights are multiplied at stop after stop before the next ones are: they stay in the first
/// cache. So many blocks are laid out at a time.
enum { DEPTH = 384, PANEL = 4 };

_Static_assert(CNN_PANEL == DEPTH * PANEL * SIDE, "a panel in scratch");
_Static_assert(CNN_SLACK >= SIDE, "biases are read beyond their end");

#define KIND float
#define NUMBER float
#define VECTOR lanes
#define ALL_SIDE(number) ALL(number)
#define WIDEN(place) LOAD(place)
#define NARROW(place, vector) STORE(place, vector)
#define FILE_OF_LOOPS "SumLoops.h"
#include "EachProcessor.h"

static ptrdiff_t smaller(ptrdiff_t one, ptrdiff_t other) { return one < other ? one : other; }

/// How many rows of weights a filter has.
static ptrdiff_t rows_of(const cnn_window *w, const cnn_filters *f) {
  return w->window_height * w->window_width * (w->channels / f->groups);
}

static ptrdiff_t blocks_of(const cnn_filters *f) { return (f->filters / f->groups + SIDE - 1) / SIDE; }

ptrdiff_t cnn_laid_count(const cnn_window *w, const cnn_filters *f) {
  return f->groups * blocks_of(f) * rows_of(w, f) * SIDE;
}

void cnn_lay_filters(const cnn_window *w, const cnn_filters *f, float *out) {
  ptrdiff_t rows = rows_of(w, f), per_group = f->filters / f->groups;
  for (ptrdiff_t group = 0; group < f->groups; group++) {
    FITTING(lay_filters, float)(f->weight + group * per_group, f->filters, rows, per_group, NULL, rows * SIDE,
                                out + group * blocks_of(f) * rows * SIDE);
  }
}

void cnn_fill_offsets(const cnn_window *w, ptrdiff_t depth, ptrdiff_t *out) {
  for (ptrdiff_t i = 0; i < w->window_height; i++) {
    for (ptrdiff_t j = 0; j < w->window_width; j++) {
      ptrdiff_t place = (i * w->dilation_height * w->width + j * w->dilation_width) * w->channels;
      for (ptrdiff_t channel = 0; channel < depth; channel++) *out++ = place + channel;
    }
  }
}

/// Adds the products of some rows of a panel's weights, which lie at `laid`, to the sums of some stops.
static void add_rows_of_panel(const reading *r, const float *input, const float *laid, const float *bias,
                              ptrdiff_t filters, ptrdiff_t first_stop, ptrdiff_t end_stop, float *out) {
  int most = cnn_processor_used() == CNN_AVX512 ? VECTORS : 1;
  for (ptrdiff_t filter = 0; filter < filters;) {
    int vectors = most;
    while (filter + (vectors - 1) * SIDE >= filters) vectors /= 2;
    FITTING(sum_stops, float)(r, input, first_stop, end_stop, laid + filter / SIDE * r->block_length,
                              bias == NULL ? NULL : bias + filter, vectors, out + filter, filters - filter);
    filter += vectors * SIDE;
  }
}

/// The sums of up to `PANEL` blocks of a group.
static void sum_panel(const cnn_window *w, const cnn_filters *f, const float *input, ptrdiff_t group, ptrdiff_t block,
                      ptrdiff_t blocks, ptrdiff_t first_stop, ptrdiff_t end_stop, float *scratch, float *out) {
  ptrdiff_t rows = rows_of(w, f), per_group = f->filters / f->groups;
  ptrdiff_t filter = group * per_group + block * SIDE, filters = smaller(per_group - block * SIDE, blocks * SIDE);
  reading r = {.block_length = (f->laid == NULL ? DEPTH : rows) * SIDE,
               .stops_per_row = w->out_width,
               .row_stride = w->stride_height * w->width * w->channels,
               .column_stride = w->stride_width * w->channels,
               .out_step = f->filters};
  for (ptrdiff_t row = 0; row < rows; row += r.count) {
    r.count = smaller(DEPTH, rows - row);
    r.offsets = f->offsets + row;
    r.goes_on = row > 0;
    const float *laid = scratch;
    if (f->laid != NULL) laid = f->laid + ((group * blocks_of(f) + block) * rows + row) * SIDE;
    else FITTING(lay_filters, float)(f->weight + row * f->filters + filter, f->filters, r.count, filters, NULL,
                                     r.block_length, scratch);
    bool is_last = row + r.count == rows;
    add_rows_of_panel(&r, input + group * (w->channels / f->groups), laid,
                      is_last && f->bias != NULL ? f->bias + filter : NULL, filters, first_stop, end_stop,
                      out + filter);
  }
}

void cnn_convolve(const cnn_window *w, const cnn_filters *f, const float *input, ptrdiff_t first_block,
                  ptrdiff_t end_block, ptrdiff_t first_stop, ptrdiff_t end_stop, float *scratch, float *out) {
  for (ptrdiff_t group = 0; group < f->groups; group++) {
    for (ptrdiff_t block = first_block; block < end_block; block += PANEL) {
      sum_panel(w, f, input, group, block, smaller(PANEL, end_block - block), first_stop, end_stop, scratch, out);
    }
  }
}

/// So many units are summed at a time: their sums stay in the first cache, and what is read of a row of weights is long.
enum { UNITS = 4096 };

void cnn_multiply_row(const float *input, ptrdiff_t depth, const float *weight, ptrdiff_t units, const float *bias,
                      ptrdiff_t first, ptrdiff_t end, float *out) {
  for (ptrdiff_t unit = first; unit < end; unit += UNITS) {
    ptrdiff_t count = smaller(UNITS, end - unit);
    for (ptrdiff_t k = 0; k < count; k++) out[unit + k] = bias == NULL ? 0 : bias[unit + k];
    FITTING(add_rows, float)(input, weight + unit, units, depth, count, out + unit);
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
