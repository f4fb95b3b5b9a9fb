// Sums that grow side by side in registers, included once for each type of number and processor. The includer says:
//
//   LOOPS(name)           the name of a function for this type and this processor
//   NUMBER, VECTOR        what is summed, and `SIDE` of them
//   ALL_SIDE(number)      a vector of one number
//   WIDEN(place)          a vector of the floats at a place
//   NARROW(place, vector) writes a vector as floats

// Unrolled before it is decided what is in registers: else each sum would also be stored at every product.
#define UNROLLED _Pragma("clang loop unroll(full)")

// The sums of `V` blocks of filters at `P` stops.
#define SUMS(P, V)                                                                                     \
  do {                                                                                                 \
    const float *weights = filters;                                                                    \
    VECTOR sums[P][V];                                                                                 \
    UNROLLED for (int p = 0; p < P; p++) {                                                             \
      UNROLLED for (int v = 0; v < V; v++) {                                                           \
        if (r->goes_on) sums[p][v] = WIDEN(to + p * step + v * SIDE);                                  \
        else sums[p][v] = (VECTOR){};                                                                  \
      }                                                                                                \
    }                                                                                                  \
    for (ptrdiff_t k = 0; k < r->count; k++, weights += SIDE) {                                        \
      ptrdiff_t place = r->offsets[k];                                                                 \
      VECTOR factors[V];                                                                               \
      UNROLLED for (int v = 0; v < V; v++) factors[v] = WIDEN(weights + v * r->block_length);          \
      UNROLLED for (int p = 0; p < P; p++) {                                                           \
        VECTOR number = ALL_SIDE(corners[p][place]);                                                   \
        UNROLLED for (int v = 0; v < V; v++) sums[p][v] += number * factors[v];                        \
      }                                                                                                \
    }                                                                                                  \
    UNROLLED for (int p = 0; p < P; p++) {                                                             \
      UNROLLED for (int v = 0; v < V; v++) {                                                           \
        if (bias != NULL) sums[p][v] += WIDEN(bias + v * SIDE);                                        \
        NARROW(to + p * step + v * SIDE, sums[p][v]);                                                  \
      }                                                                                                \
    }                                                                                                  \
  } while (0)

#define SUMS_AT(P)                                                                                     \
  case P:                                                                                              \
    if (vectors == VECTORS) SUMS(P, VECTORS);                                                          \
    else if (vectors == 2) SUMS(P, 2);                                                                 \
    else SUMS(P, 1);                                                                                   \
    break

/// The sums of up to `STOPS` stops, from their corners on, written `step` numbers apart.
static inline void LOOPS(sum_some)(const reading *r, const NUMBER *const *corners, int stops, const float *filters,
                                   const float *bias, int vectors, float *to, ptrdiff_t step) {
  switch (stops) {
    SUMS_AT(1);
    SUMS_AT(2);
    SUMS_AT(3);
    SUMS_AT(4);
    SUMS_AT(5);
    SUMS_AT(6);
  }
}

/// The sums of some blocks of filters at stop after stop, with the biases unless they are NULL; `out` is where those of
/// stop 0 go or would go, of which `width` are wanted.
static inline void LOOPS(sum_stops)(const reading *r, const NUMBER *input, ptrdiff_t first, ptrdiff_t end,
                             const float *filters, const float *bias, int vectors, float *out, ptrdiff_t width) {
  ptrdiff_t u = first / r->stops_per_row, v = first % r->stops_per_row;
  bool is_whole = width >= vectors * SIDE;
  for (ptrdiff_t stop = first; stop < end;) {
    const NUMBER *corners[STOPS];
    int stops = 0;
    for (; stops < STOPS && stop + stops < end; stops++) {
      corners[stops] = input + u * r->row_stride + v * r->column_stride;
      if (++v == r->stops_per_row) {
        v = 0;
        u++;
      }
    }
    float *to = out + stop * r->out_step;
    if (is_whole) {
      LOOPS(sum_some)(r, corners, stops, filters, bias, vectors, to, r->out_step);
    } else {
      float sums[STOPS * VECTORS * SIDE];
      ptrdiff_t step = vectors * SIDE;
      size_t size = (size_t)width * sizeof(float);
      if (r->goes_on) for (int p = 0; p < stops; p++) memcpy(sums + p * step, to + p * r->out_step, size);
      LOOPS(sum_some)(r, corners, stops, filters, bias, vectors, sums, step);
      for (int p = 0; p < stops; p++) memcpy(to + p * r->out_step, sums + p * step, size);
    }
    stop += stops;
  }
}

/// Adds the products of some numbers, each with a row of the weights, to the sums of units.
static inline void LOOPS(add_rows)(const float *numbers, const float *weight, ptrdiff_t step, ptrdiff_t rows,
                            ptrdiff_t units, NUMBER *sums) {
  ptrdiff_t row = 0;
  for (; row + 4 <= rows; row += 4, weight += 4 * step) {
    const NUMBER a = numbers[row], b = numbers[row + 1], c = numbers[row + 2], d = numbers[row + 3];
    for (ptrdiff_t unit = 0; unit < units; unit++) {
      NUMBER sum = sums[unit];
      sum += a * (NUMBER)weight[unit];
      sum += b * (NUMBER)weight[step + unit];
      sum += c * (NUMBER)weight[2 * step + unit];
      sum += d * (NUMBER)weight[3 * step + unit];
      sums[unit] = sum;
    }
  }
  for (; row < rows; row++, weight += step) {
    const NUMBER number = numbers[row];
    for (ptrdiff_t unit = 0; unit < units; unit++) sums[unit] += number * (NUMBER)weight[unit];
  }
}

/// Lays rows of weights out by block of `SIDE` filters, row, filter, with zeros for filters that there are not; `order`
/// says where each row goes, NULL that they keep their order.
static inline void LOOPS(lay_filters)(const float *weight, ptrdiff_t step, ptrdiff_t rows, ptrdiff_t filters,
                               const ptrdiff_t *order, ptrdiff_t block_length, float *out) {
  for (ptrdiff_t row = 0; row < rows; row++, weight += step) {
    float *to = out + (order == NULL ? row : order[row]) * SIDE;
    ptrdiff_t filter = 0;
    for (; filter + SIDE <= filters; filter += SIDE, to += block_length) {
      memcpy(to, weight + filter, SIDE * sizeof(float));
    }
    if (filter == filters) continue;
    memset(to, 0, SIDE * sizeof(float));
    memcpy(to, weight + filter, (size_t)(filters - filter) * sizeof(float));
  }
}

#undef SUMS
#undef UNROLLED
#undef SUMS_AT
