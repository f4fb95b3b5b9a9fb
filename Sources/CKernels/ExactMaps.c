// Arithmetic on maps in Double, each number as its definition has it: the same bits, many numbers at a time.

#include "CKernels.h"
#include "Maps.h"

/// The part of so many things that is a piece's.
typedef struct {
  ptrdiff_t first, end;
} range;

static range range_of(cnn_piece piece, ptrdiff_t count) {
  return (range){count / piece.pieces * piece.piece + count % piece.pieces * piece.piece / piece.pieces,
                 count / piece.pieces * (piece.piece + 1) + count % piece.pieces * (piece.piece + 1) / piece.pieces};
}

static ptrdiff_t smaller(ptrdiff_t one, ptrdiff_t other) { return one < other ? one : other; }

/// Into how many pieces work on so many numbers is divided.
static ptrdiff_t pieces_for(cnn_team *team, ptrdiff_t count) {
  return team == NULL ? 1 : smaller(4 * cnn_team_size(team), count / CHUNK + 1);
}

// Depthwise convolutions

typedef struct {
  const cnn_window *window;
  const float *input, *weight, *bias;
  ptrdiff_t multiplier;
  float *out;
} depthwise;

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
        FITTING(add_products, maps)(numbers, weight, count, sums);
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
  ptrdiff_t filters = w->channels * d->multiplier, channels = CHUNK / d->multiplier;
  for (ptrdiff_t u = piece.piece; u < w->out_height; u += piece.pieces) {
    for (ptrdiff_t v = 0; v < w->out_width; v++) {
      for (ptrdiff_t first = 0; first < w->channels; first += channels) {
        ptrdiff_t count = w->channels - first < channels ? w->channels - first : channels;
        double sums[CHUNK] = {0};
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
  if (multiplier > CHUNK) return false;
  depthwise d = {w, input, weight, bias, multiplier, out};
  cnn_divide(team, w->out_height < 256 ? w->out_height : 256, sum_row, &d);
  return true;
}

// Poolings

ptrdiff_t cnn_pool_parts(const cnn_window *w) {
  return w->out_height * w->out_width * ((w->channels + CHUNK - 1) / CHUNK);
}

ptrdiff_t cnn_pool_start(const cnn_window *w, ptrdiff_t part) {
  ptrdiff_t chunks = (w->channels + CHUNK - 1) / CHUNK;
  return part / chunks * w->channels + part % chunks * CHUNK;
}

void cnn_pool(const cnn_window *w, cnn_rule rule, const float *input, ptrdiff_t first, ptrdiff_t end, float *out) {
  pooling p = {w, rule, input, out};
  FITTING(pool, maps)(&p, first, end);
}

static void pool_some(void *context, cnn_piece piece) {
  const pooling *p = context;
  range own = range_of(piece, cnn_pool_parts(p->window));
  FITTING(pool, maps)(p, own.first, own.end);
}

void cnn_pool_exactly(cnn_team *team, const cnn_window *w, cnn_rule rule, const float *input, float *out) {
  pooling p = {w, rule, input, out};
  cnn_divide(team, pieces_for(team, w->out_height * w->out_width * w->channels), pool_some, &p);
}

// Steps

typedef struct {
  const float *input;
  ptrdiff_t count, length;
  const cnn_step *steps;
  int step_count;
  float *out;
} stepping;

/// Takes a step with some numbers of a line, from a place of it on.
static void take_step(const cnn_step *step, ptrdiff_t line, ptrdiff_t place, ptrdiff_t count, double *numbers) {
  const double *operands = step->operands + (step->starts == NULL ? 0 : step->starts[line]);
  double single[CHUNK];
  if (step->is_single) {
    for (ptrdiff_t k = 0; k < count; k++) single[k] = *operands;
    operands = single;
  } else {
    operands += place;
  }
  FITTING(combine, maps)(step->operation, operands, count, numbers);
}

static void take_steps(void *context, cnn_piece piece) {
  const stepping *s = context;
  double numbers[CHUNK];
  range lines = range_of(piece, (s->count + s->length - 1) / s->length);
  for (ptrdiff_t line = lines.first; line < lines.end; line++) {
    ptrdiff_t start = line * s->length, length = smaller(s->length, s->count - start);
    for (ptrdiff_t place = 0; place < length; place += CHUNK) {
      ptrdiff_t count = smaller(CHUNK, length - place);
      FITTING(widen, maps)(s->input + start + place, count, numbers);
      for (int k = 0; k < s->step_count; k++) take_step(s->steps + k, line, place, count, numbers);
      FITTING(narrow, maps)(numbers, count, 1, s->out + start + place);
    }
  }
}

void cnn_take_steps_exactly(cnn_team *team, const float *input, ptrdiff_t count, ptrdiff_t length,
                            const cnn_step *steps, int step_count, float *out) {
  stepping s = {input, count, length, steps, step_count, out};
  cnn_divide(team, pieces_for(team, count), take_steps, &s);
}

// Merges

typedef struct {
  cnn_operation operation;
  const float *const *inputs;
  const ptrdiff_t *periods;
  int input_count;
  ptrdiff_t count;
  double divisor;
  float *out;
} merge;

/// The inputs' numbers from an index on, as far as none begins again.
static ptrdiff_t merge_run(const merge *m, ptrdiff_t first, ptrdiff_t end) {
  ptrdiff_t count = smaller(CHUNK, end - first);
  for (int k = 0; k < m->input_count; k++) count = smaller(count, m->periods[k] - first % m->periods[k]);
  double numbers[CHUNK], others[CHUNK];
  FITTING(widen, maps)(m->inputs[0] + first % m->periods[0], count, numbers);
  for (int k = 1; k < m->input_count; k++) {
    FITTING(widen, maps)(m->inputs[k] + first % m->periods[k], count, others);
    FITTING(combine, maps)(m->operation, others, count, numbers);
  }
  FITTING(narrow, maps)(numbers, count, m->divisor, m->out + first);
  return count;
}

static void merge_some(void *context, cnn_piece piece) {
  const merge *m = context;
  range own = range_of(piece, m->count);
  while (own.first < own.end) own.first += merge_run(m, own.first, own.end);
}

void cnn_merge_exactly(cnn_team *team, cnn_operation operation, const float *const *inputs, const ptrdiff_t *periods,
                       int input_count, ptrdiff_t count, double divisor, float *out) {
  merge m = {operation, inputs, periods, input_count, count, divisor, out};
  cnn_divide(team, pieces_for(team, count), merge_some, &m);
}

// Activation functions

typedef struct {
  cnn_bend_kind bend;
  const float *input;
  ptrdiff_t count;
  float low, high;
  float *out;
} bending;

void cnn_bend(cnn_bend_kind bend, const float *input, ptrdiff_t count, float low, float high, float *out) {
  FITTING(bend, maps)(bend, input, count, low, high, out);
}

static void bend_some(void *context, cnn_piece piece) {
  const bending *b = context;
  range own = range_of(piece, b->count);
  FITTING(bend, maps)(b->bend, b->input + own.first, own.end - own.first, b->low, b->high, b->out + own.first);
}

void cnn_bend_exactly(cnn_team *team, cnn_bend_kind bend, const float *input, ptrdiff_t count, float low, float high,
                      float *out) {
  bending b = {bend, input, count, low, high, out};
  cnn_divide(team, pieces_for(team, count), bend_some, &b);
}
