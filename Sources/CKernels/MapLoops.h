// Loops over the numbers of maps, side by side, included once for each processor.

/// Adds the products of so many numbers, each with its own weight, to sums.
static inline void LOOPS(add_products)(const float *numbers, const float *weight, ptrdiff_t count, double *restrict sums) {
  for (ptrdiff_t k = 0; k < count; k++) sums[k] += (double)numbers[k] * (double)weight[k];
}

/// Adds numbers to sums.
static inline void LOOPS(add_numbers)(const float *numbers, ptrdiff_t count, double *restrict sums) {
  for (ptrdiff_t k = 0; k < count; k++) sums[k] += (double)numbers[k];
}

/// Takes the numbers that are larger than the winners, and those that are none.
static inline void LOOPS(take_larger)(const float *numbers, ptrdiff_t count, float *restrict winners) {
  for (ptrdiff_t k = 0; k < count; k++) {
    float x = numbers[k];
    winners[k] = (x > winners[k] || x != x) ? x : winners[k];
  }
}

/// What becomes of some channels under a window.
static inline void LOOPS(pool_channels)(const pooling *p, reach rows, reach columns, ptrdiff_t first, ptrdiff_t count,
                                        float *out) {
  const cnn_window *w = p->window;
  double sums[CHUNK];
  for (ptrdiff_t k = 0; k < count; k++) {
    sums[k] = 0;
    out[k] = -INFINITY;
  }
  for (ptrdiff_t i = rows.first; i < rows.end; i++) {
    for (ptrdiff_t j = columns.first; j < columns.end; j++) {
      ptrdiff_t row = rows.start + i * w->dilation_height, column = columns.start + j * w->dilation_width;
      const float *numbers = p->input + (row * w->width + column) * w->channels + first;
      if (p->rule == CNN_MEANS) LOOPS(add_numbers)(numbers, count, sums);
      else LOOPS(take_larger)(numbers, count, out);
    }
  }
  if (p->rule != CNN_MEANS) return;
  double places = (double)((rows.end - rows.first) * (columns.end - columns.first));
  for (ptrdiff_t k = 0; k < count; k++) out[k] = (float)(sums[k] / places);
}

/// Does some stops, each in chunks of channels.
static inline void LOOPS(pool)(const pooling *p, ptrdiff_t first, ptrdiff_t end) {
  const cnn_window *w = p->window;
  ptrdiff_t chunks = (w->channels + CHUNK - 1) / CHUNK;
  for (ptrdiff_t part = first; part < end; part++) {
    ptrdiff_t stop = part / chunks, channel = part % chunks * CHUNK, rest = w->channels - channel;
    LOOPS(pool_channels)(p, rows_at(w, stop / w->out_width), columns_at(w, stop % w->out_width), channel,
                         rest < CHUNK ? rest : CHUNK, p->out + stop * w->channels + channel);
  }
}

/// Writes numbers in Double.
static inline void LOOPS(widen)(const float *numbers, ptrdiff_t count, double *restrict out) {
  for (ptrdiff_t k = 0; k < count; k++) out[k] = (double)numbers[k];
}

/// Writes numbers in Float, divided.
static inline void LOOPS(narrow)(const double *numbers, ptrdiff_t count, double divisor, float *restrict out) {
  if (divisor == 1) {
    for (ptrdiff_t k = 0; k < count; k++) out[k] = (float)numbers[k];
  } else {
    for (ptrdiff_t k = 0; k < count; k++) out[k] = (float)(numbers[k] / divisor);
  }
}

#define FOR_EACH(EXPRESSION)                                                                           \
  for (ptrdiff_t k = 0; k < count; k++) {                                                              \
    double x = numbers[k], y = others[k];                                                              \
    numbers[k] = (EXPRESSION);                                                                         \
  }                                                                                                    \
  break

/// Does something with each number and another one; NaN of either makes NaN.
static inline void LOOPS(combine)(cnn_operation operation, const double *others, ptrdiff_t count, double *restrict numbers) {
  switch (operation) {
    case CNN_ADD: FOR_EACH(x + y);
    case CNN_SUBTRACT: FOR_EACH(x - y);
    case CNN_MULTIPLY: FOR_EACH(x * y);
    case CNN_DIVIDE: FOR_EACH(x / y);
    case CNN_MAXIMUM: FOR_EACH((y >= x || y != y) ? y : x);
    case CNN_MINIMUM: FOR_EACH((y < x || y != y) ? y : x);
  }
}

/// Writes what becomes of numbers; NaN stays.
static inline void LOOPS(bend)(cnn_bend_kind bend, const float *input, ptrdiff_t count, float low, float high,
                               float *out) {
  switch (bend) {
    case CNN_RELU:
      for (ptrdiff_t k = 0; k < count; k++) out[k] = input[k] <= 0 ? 0 : input[k];
      break;
    case CNN_WITHIN:
      for (ptrdiff_t k = 0; k < count; k++) {
        float x = input[k] < low ? low : input[k];
        out[k] = x > high ? high : x;
      }
      break;
    case CNN_LEAKY:
      for (ptrdiff_t k = 0; k < count; k++) out[k] = input[k] < 0 ? low * input[k] : input[k];
      break;
  }
}

#undef FOR_EACH
