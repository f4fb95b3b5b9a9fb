#include "CKernels.h"

#include <stdatomic.h>

static atomic_int limit = CNN_AVX512;

void cnn_limit_processor(cnn_processor most) { atomic_store(&limit, (int)most); }

cnn_processor cnn_processor_used(void) {
  int most = atomic_load_explicit(&limit, memory_order_relaxed);
#if defined(__x86_64__)
  if (most >= CNN_AVX512 && __builtin_cpu_supports("x86-64-v4")) return CNN_AVX512;
  if (most >= CNN_AVX2 && __builtin_cpu_supports("x86-64-v3")) return CNN_AVX2;
#else
  (void)most;
#endif
  return CNN_PLAIN;
}
