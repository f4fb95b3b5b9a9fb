#include "CBLAS.h"

#include <string.h>

#ifdef __APPLE__
#define ACCELERATE_NEW_LAPACK
#include <Accelerate/Accelerate.h>
#else
#include <cblas.h>
#endif

void cnn_blas_use_one_thread(void) {
#ifdef __APPLE__
  BLASSetThreading(BLAS_THREADING_SINGLE_THREADED);
#else
  openblas_set_num_threads(1);
#endif
}

void cnn_multiply(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const float *a, ptrdiff_t a_step,
                  const float *b, ptrdiff_t b_step, float beta, float *out, ptrdiff_t out_step) {
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)rows, (int)columns, (int)depth, 1, a, (int)a_step, b,
              (int)b_step, beta, out, (int)out_step);
}

void cnn_multiply_row(ptrdiff_t columns, ptrdiff_t depth, const float *a, const float *b, ptrdiff_t b_step,
                      float beta, float *out) {
  cblas_sgemv(CblasRowMajor, CblasTrans, (int)depth, (int)columns, 1, b, (int)b_step, a, 1, beta, out, 1);
}

void cnn_fill_rows(float *out, ptrdiff_t out_step, ptrdiff_t rows, const float *line, ptrdiff_t count) {
  for (ptrdiff_t row = 0; row < rows; row++) memcpy(out + row * out_step, line, (size_t)count * sizeof(float));
}
