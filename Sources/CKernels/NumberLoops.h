// Loops over numbers, in vectors, included once for each processor.

static inline void LOOPS(scale)(const float *input, ptrdiff_t count, float factor, float *out) {
  FOR_ALL(count, x *= factor);
}

static inline void LOOPS(sigmoid)(const float *input, ptrdiff_t count, float *out) {
  FOR_ALL(count, lanes e; EXPONENTIAL_BELOW_0(x, e);
          x = SELECT(x == x, SELECT(x < 0, e, ALL(1.0f)) / (1.0f + e), x));
}

static inline void LOOPS(silu)(const float *input, ptrdiff_t count, float *out) {
  FOR_ALL(count, lanes e; EXPONENTIAL_BELOW_0(x, e); x = x * (SELECT(x < 0, e, ALL(1.0f)) / (1.0f + e)));
}

static inline void LOOPS(scale_channels)(const float *input, ptrdiff_t rows, ptrdiff_t channels, const float *centre,
                                         const float *factor, const float *summand, float *out) {
  for (ptrdiff_t row = 0; row < rows; row++, input += channels, out += channels) {
    ptrdiff_t k = 0;
    for (; k + LANES <= channels; k += LANES) {
      STORE(out + k, (LOAD(input + k) - LOAD(centre + k)) * LOAD(factor + k) + LOAD(summand + k));
    }
    for (; k < channels; k++) out[k] = (input[k] - centre[k]) * factor[k] + summand[k];
  }
}

static inline void LOOPS(merge)(cnn_operation operation, const float *one, const float *other, ptrdiff_t count,
                                float *out) {
  switch (operation) {
    case CNN_ADD: MERGE(x += y); break;
    case CNN_SUBTRACT: MERGE(x -= y); break;
    case CNN_MULTIPLY: MERGE(x *= y); break;
    case CNN_DIVIDE: MERGE(x /= y); break;
    case CNN_MAXIMUM: MERGE(x = SELECT((y > x) | (y != y), y, x)); break;
    case CNN_MINIMUM: MERGE(x = SELECT((y < x) | (y != y), y, x)); break;
  }
}

static inline int LOOPS(are_finite)(const float *input, ptrdiff_t count) {
  lanes sum = {};
  ptrdiff_t index = 0;
  for (; index + LANES <= count; index += LANES) sum += LOAD(input + index) * 0.0f;
  float rest = 0;
  for (; index < count; index++) rest += input[index] * 0.0f;
  for (int lane = 0; lane < LANES; lane++) rest += sum[lane];
  return rest == 0;
}
