#include "CKernels.h"
#include "Lanes.h"

// Runs a step for whole vectors of a line, then for the rest of it, copied into a vector and back.
#define FOR_ALL(count, VECTOR_STEP)                                                                    \
  do {                                                                                                 \
    ptrdiff_t index = 0;                                                                               \
    for (; index + LANES <= (count); index += LANES) {                                                 \
      lanes x = LOAD(input + index);                                                                   \
      VECTOR_STEP;                                                                                     \
      STORE(out + index, x);                                                                           \
    }                                                                                                  \
    if (index < (count)) {                                                                             \
      lanes x = {};                                                                                    \
      __builtin_memcpy(&x, input + index, (size_t)((count) - index) * sizeof(float));                  \
      VECTOR_STEP;                                                                                     \
      __builtin_memcpy(out + index, &x, (size_t)((count) - index) * sizeof(float));                    \
    }                                                                                                  \
  } while (0)

EACH_PROCESSOR
void cnn_relu(const float *input, ptrdiff_t count, float *out) {
  FOR_ALL(count, x = SELECT(x <= 0, ALL(0.0f), x));
}

EACH_PROCESSOR
void cnn_clamp(const float *input, ptrdiff_t count, float low, float high, float *out) {
  FOR_ALL(count, x = SELECT(x <= low, ALL(low), x); x = SELECT(x > high, ALL(high), x));
}

EACH_PROCESSOR
void cnn_leaky_relu(const float *input, ptrdiff_t count, float slope, float *out) {
  FOR_ALL(count, x = SELECT(x < 0, x * slope, x));
}

EACH_PROCESSOR
void cnn_scale(const float *input, ptrdiff_t count, float factor, float *out) {
  FOR_ALL(count, x *= factor);
}

// e^−|x|: 2^n · e^r with n whole and |r| ≤ ln 2 ÷ 2. Below −104 every value is 0, and 2^n is made of two factors
// since n may be less than the smallest exponent. NaN gives any number.
// Source of the coefficients: Cephes, `expf`, Stephen Moshier.
#define EXPONENTIAL_BELOW_0(x, result)                                                                 \
  do {                                                                                                 \
    lanes a = (lanes)((mask)(x) & 0x7FFFFFFF);                                                         \
    a = SELECT(a < 104.0f, -a, ALL(-104.0f));                                                          \
    mask n = __builtin_convertvector(a * 1.44269504f - 0.5f, mask);                                    \
    lanes whole = __builtin_convertvector(n, lanes);                                                   \
    lanes r = a - whole * 0.693359375f + whole * 2.12194440e-4f;                                       \
    lanes p = ((((1.9875691500e-4f * r + 1.3981999507e-3f) * r + 8.3334519073e-3f) * r                 \
                + 4.1665795894e-2f) * r + 1.6666665459e-1f) * r + 5.0000001201e-1f;                    \
    p = p * r * r + r + 1.0f;                                                                          \
    mask half = n >> 1;                                                                                \
    (result) = p * (lanes)((half + 127) << 23) * (lanes)((n - half + 127) << 23);                      \
  } while (0)

EACH_PROCESSOR
void cnn_sigmoid(const float *input, ptrdiff_t count, float *out) {
  FOR_ALL(count, lanes e; EXPONENTIAL_BELOW_0(x, e);
          x = SELECT(x == x, SELECT(x < 0, e, ALL(1.0f)) / (1.0f + e), x));
}

EACH_PROCESSOR
void cnn_silu(const float *input, ptrdiff_t count, float *out) {
  FOR_ALL(count, lanes e; EXPONENTIAL_BELOW_0(x, e); x = x * (SELECT(x < 0, e, ALL(1.0f)) / (1.0f + e)));
}

EACH_PROCESSOR
void cnn_scale_channels(const float *input, ptrdiff_t rows, ptrdiff_t channels, const float *centre,
                        const float *factor, const float *summand, float *out) {
  for (ptrdiff_t row = 0; row < rows; row++, input += channels, out += channels) {
    ptrdiff_t k = 0;
    for (; k + LANES <= channels; k += LANES) {
      STORE(out + k, (LOAD(input + k) - LOAD(centre + k)) * LOAD(factor + k) + LOAD(summand + k));
    }
    for (; k < channels; k++) out[k] = (input[k] - centre[k]) * factor[k] + summand[k];
  }
}

#define MERGE(VECTOR_STEP)                                                                             \
  do {                                                                                                 \
    ptrdiff_t index = 0;                                                                               \
    for (; index + LANES <= count; index += LANES) {                                                   \
      lanes x = LOAD(one + index), y = LOAD(other + index);                                            \
      VECTOR_STEP;                                                                                     \
      STORE(out + index, x);                                                                           \
    }                                                                                                  \
    if (index < count) {                                                                               \
      size_t rest = (size_t)(count - index) * sizeof(float);                                           \
      lanes x = {}, y = {};                                                                            \
      __builtin_memcpy(&x, one + index, rest);                                                         \
      __builtin_memcpy(&y, other + index, rest);                                                       \
      VECTOR_STEP;                                                                                     \
      __builtin_memcpy(out + index, &x, rest);                                                         \
    }                                                                                                  \
  } while (0)

EACH_PROCESSOR
void cnn_merge(cnn_operation operation, const float *one, const float *other, ptrdiff_t count, float *out) {
  switch (operation) {
    case CNN_ADD: MERGE(x += y); break;
    case CNN_SUBTRACT: MERGE(x -= y); break;
    case CNN_MULTIPLY: MERGE(x *= y); break;
    case CNN_DIVIDE: MERGE(x /= y); break;
    case CNN_MAXIMUM: MERGE(x = SELECT((y > x) | (y != y), y, x)); break;
    case CNN_MINIMUM: MERGE(x = SELECT((y < x) | (y != y), y, x)); break;
  }
}

EACH_PROCESSOR
int cnn_are_finite(const float *input, ptrdiff_t count) {
  lanes sum = {};
  ptrdiff_t index = 0;
  for (; index + LANES <= count; index += LANES) sum += LOAD(input + index) * 0.0f;
  float rest = 0;
  for (; index < count; index++) rest += input[index] * 0.0f;
  for (int lane = 0; lane < LANES; lane++) rest += sum[lane];
  return rest == 0;
}
