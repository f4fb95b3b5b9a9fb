#include "CKernels.h"
#include "Fitting.h"
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

#define KIND lanes
#define FILE_OF_LOOPS "NumberLoops.h"
#include "EachProcessor.h"

void cnn_scale(const float *input, ptrdiff_t count, float factor, float *out) {
  FITTING(scale, lanes)(input, count, factor, out);
}

void cnn_sigmoid(const float *input, ptrdiff_t count, float *out) {
  FITTING(sigmoid, lanes)(input, count, out);
}

void cnn_silu(const float *input, ptrdiff_t count, float *out) {
  FITTING(silu, lanes)(input, count, out);
}

void cnn_scale_channels(const float *input, ptrdiff_t rows, ptrdiff_t channels, const float *centre,
                        const float *factor, const float *summand, float *out) {
  FITTING(scale_channels, lanes)(input, rows, channels, centre, factor, summand, out);
}

void cnn_merge(cnn_operation operation, const float *one, const float *other, ptrdiff_t count, float *out) {
  FITTING(merge, lanes)(operation, one, other, count, out);
}

int cnn_are_finite(const float *input, ptrdiff_t count) {
  return FITTING(are_finite, lanes)(input, count);
}
