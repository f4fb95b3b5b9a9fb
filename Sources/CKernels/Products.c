#include "CKernels.h"

#include <stdbool.h>
#include <string.h>

#ifdef __APPLE__
#define ACCELERATE_NEW_LAPACK
#include <Accelerate/Accelerate.h>
#else
#include <dlfcn.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

// The arguments of CBLAS that stand for row by row, as it is, and mirrored.
enum { ROW_MAJOR = 101, NO_TRANSPOSITION = 111, TRANSPOSITION = 112 };

typedef struct {
  void (*sgemm)(int order, int a_mirrored, int b_mirrored, int rows, int columns, int depth, float alpha,
                const float *a, int a_step, const float *b, int b_step, float beta, float *out, int out_step);
  void (*sgemv)(int order, int mirrored, int rows, int columns, float alpha, const float *a, int a_step,
                const float *x, int x_step, float beta, float *y, int y_step);
} blas;

// Where no BLAS is installed: the same sums, slower.

static void plain_sgemm(int order, int a_mirrored, int b_mirrored, int rows, int columns, int depth, float alpha,
                        const float *a, int a_step, const float *b, int b_step, float beta, float *out,
                        int out_step) {
  (void)order, (void)a_mirrored, (void)b_mirrored;
  for (ptrdiff_t row = 0; row < rows; row++) {
    float *line = out + row * out_step;
    for (ptrdiff_t column = 0; column < columns; column++) line[column] = beta == 0 ? 0 : beta * line[column];
    for (ptrdiff_t k = 0; k < depth; k++) {
      const float factor = alpha * a[row * a_step + k], *weights = b + k * b_step;
      for (ptrdiff_t column = 0; column < columns; column++) line[column] += factor * weights[column];
    }
  }
}

static void plain_sgemv(int order, int mirrored, int rows, int columns, float alpha, const float *a, int a_step,
                        const float *x, int x_step, float beta, float *y, int y_step) {
  (void)mirrored, (void)x_step, (void)y_step;
  plain_sgemm(order, NO_TRANSPOSITION, NO_TRANSPOSITION, 1, columns, rows, alpha, x, rows, a, a_step, beta, y, columns);
}

static blas library = {plain_sgemm, plain_sgemv};

#ifdef __APPLE__

static void accelerate_sgemm(int order, int a_mirrored, int b_mirrored, int rows, int columns, int depth,
                             float alpha, const float *a, int a_step, const float *b, int b_step, float beta,
                             float *out, int out_step) {
  cblas_sgemm(order, a_mirrored, b_mirrored, rows, columns, depth, alpha, a, a_step, b, b_step, beta, out, out_step);
}

static void accelerate_sgemv(int order, int mirrored, int rows, int columns, float alpha, const float *a,
                             int a_step, const float *x, int x_step, float beta, float *y, int y_step) {
  cblas_sgemv(order, mirrored, rows, columns, alpha, a, a_step, x, x_step, beta, y, y_step);
}

bool cnn_blas_open(void) {
  // Callers divide the work themselves.
  BLASSetThreading(BLAS_THREADING_SINGLE_THREADED);
  library = (blas){accelerate_sgemm, accelerate_sgemv};
  return true;
}

static blas fitting_library(void) { return library; }

#else

// OpenBLAS takes 128 MiB of addresses for each thread that calls it, and at its start for each processor; where the
// system refuses them, it asks again without end.
static bool has_room_for(long threads) {
  size_t size = (size_t)(threads > 1 ? threads : 1) * ((size_t)129 << 20);
  // In one piece it may be more than all memory, which without MAP_NORESERVE is refused; OpenBLAS takes one by one.
  void *room = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) return false;
  munmap(room, size);
  return true;
}

// The library, or the plain sums for a thread that it would keep waiting.
static blas fitting_library(void) {
  static _Thread_local bool has_room = false;
  if (!has_room) has_room = has_room_for(1);
  return has_room ? library : (blas){plain_sgemm, plain_sgemv};
}

static void load(void) {
  if (!has_room_for(sysconf(_SC_NPROCESSORS_ONLN))) return;
  void *handle = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return;
  void (*set_threads)(int) = (void (*)(int))dlsym(handle, "openblas_set_num_threads");
  blas found = {.sgemm = dlsym(handle, "cblas_sgemm"), .sgemv = dlsym(handle, "cblas_sgemv")};
  if (set_threads == NULL || found.sgemm == NULL || found.sgemv == NULL) return;
  set_threads(1); // Callers divide the work themselves.
  library = found;
}

bool cnn_blas_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return library.sgemm != plain_sgemm;
}

#endif

void cnn_multiply(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const float *a, ptrdiff_t a_step,
                  const float *b, ptrdiff_t b_step, float beta, float *out, ptrdiff_t out_step) {
  const blas fitting = fitting_library();
  fitting.sgemm(ROW_MAJOR, NO_TRANSPOSITION, NO_TRANSPOSITION, (int)rows, (int)columns, (int)depth, 1, a,
                (int)a_step, b, (int)b_step, beta, out, (int)out_step);
}

void cnn_multiply_row(ptrdiff_t columns, ptrdiff_t depth, const float *a, const float *b, ptrdiff_t b_step,
                      float beta, float *out) {
  const blas fitting = fitting_library();
  fitting.sgemv(ROW_MAJOR, TRANSPOSITION, (int)depth, (int)columns, 1, b, (int)b_step, a, 1, beta, out, 1);
}

void cnn_fill_rows(float *out, ptrdiff_t out_step, ptrdiff_t rows, const float *line, ptrdiff_t count) {
  for (ptrdiff_t row = 0; row < rows; row++) memcpy(out + row * out_step, line, (size_t)count * sizeof(float));
}
