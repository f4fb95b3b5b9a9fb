// The loops of Exact.c, for the processor that LOOPS names: included once for each.

// The sums of `V` blocks of filters at `P` stops.
#define SUMS(P, V)                                                                                     \
  do {                                                                                                 \
    wide sums[P][V];                                                                                   \
    for (int p = 0; p < P; p++) {                                                                      \
      for (int v = 0; v < V; v++) sums[p][v] = (wide){};                                               \
    }                                                                                                  \
    for (ptrdiff_t channel = 0; channel < r->depth; channel++) {                                       \
      ptrdiff_t row = r->first + channel * r->channel_step;                                            \
      for (ptrdiff_t i = 0; i < r->height; i++, row += r->row_step) {                                  \
        ptrdiff_t place = row;                                                                         \
        for (ptrdiff_t j = 0; j < r->width; j++, place += r->column_step, filters += SIDE) {           \
          wide factors[V];                                                                             \
          for (int v = 0; v < V; v++) factors[v] = WIDEN(filters + v * r->block_length);               \
          for (int p = 0; p < P; p++) {                                                                \
            wide number = ALL_WIDE(corners[p][place]);                                                 \
            for (int v = 0; v < V; v++) sums[p][v] += number * factors[v];                             \
          }                                                                                            \
        }                                                                                              \
      }                                                                                                \
    }                                                                                                  \
    for (int p = 0; p < P; p++) {                                                                      \
      for (int v = 0; v < V; v++) {                                                                    \
        NARROW(out + (p * V + v) * SIDE) = __builtin_convertvector(sums[p][v] + WIDEN(bias + v * SIDE), narrow); \
      }                                                                                                \
    }                                                                                                  \
  } while (0)

#define SUMS_AT(P)                                                                                     \
  case P:                                                                                              \
    if (vectors == VECTORS) SUMS(P, VECTORS);                                                          \
    else if (vectors == 2) SUMS(P, 2);                                                                 \
    else SUMS(P, 1);                                                                                   \
    break

/// The sums of some blocks of filters at up to `STOPS` stops, each from its corner of the planes on, with the bias.
static void LOOPS(sum_stops)(const reading *r, const double *const *corners, int stops, const float *filters,
                             const float *bias, int vectors, float *out) {
  switch (stops) {
    SUMS_AT(1);
    SUMS_AT(2);
    SUMS_AT(3);
    SUMS_AT(4);
    SUMS_AT(5);
    SUMS_AT(6);
  }
}

/// Adds the products of some numbers, each with a row of the weights, to the sums of units.
static void LOOPS(add_rows)(const float *numbers, const float *weight, ptrdiff_t step, ptrdiff_t rows,
                            ptrdiff_t units, double *sums) {
  ptrdiff_t row = 0;
  for (; row + 4 <= rows; row += 4, weight += 4 * step) {
    const double a = numbers[row], b = numbers[row + 1], c = numbers[row + 2], d = numbers[row + 3];
    for (ptrdiff_t unit = 0; unit < units; unit++) {
      double sum = sums[unit];
      sum += a * (double)weight[unit];
      sum += b * (double)weight[step + unit];
      sum += c * (double)weight[2 * step + unit];
      sum += d * (double)weight[3 * step + unit];
      sums[unit] = sum;
    }
  }
  for (; row < rows; row++, weight += step) {
    const double number = numbers[row];
    for (ptrdiff_t unit = 0; unit < units; unit++) sums[unit] += number * (double)weight[unit];
  }
}

/// Adds the products of so many numbers, each with its own weight, to the sums of channels.
static void LOOPS(add_products)(const float *numbers, const float *weight, ptrdiff_t count, double *sums) {
  for (ptrdiff_t k = 0; k < count; k++) sums[k] += (double)numbers[k] * (double)weight[k];
}

#undef SUMS
#undef SUMS_AT
