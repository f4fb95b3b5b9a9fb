#include "CKernels.h"

// Of a thread: tests that limit it run beside others.
static _Thread_local cnn_processor limit = CNN_AVX512;

void cnn_limit_processor(cnn_processor most) { limit = most; }

cnn_processor cnn_processor_limit(void) { return limit; }

cnn_processor cnn_processor_used(void) {
#if defined(__x86_64__)
  if (limit >= CNN_AVX512 && __builtin_cpu_supports("x86-64-v4")) return CNN_AVX512;
  if (limit >= CNN_AVX2 && __builtin_cpu_supports("x86-64-v3")) return CNN_AVX2;
#endif
  return CNN_PLAIN;
}
