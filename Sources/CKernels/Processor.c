#include "CKernels.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

// Of a thread: tests that limit it run beside others.
static _Thread_local cnn_processor limit = CNN_AVX512;

void cnn_limit_processor(cnn_processor most) { limit = most; }

cnn_processor cnn_processor_limit(void) { return limit; }

/// What the environment lets the whole program use: CNNVIEW_PROCESSOR is `plain` or `avx2`, so that one machine can show
/// what others do.
static cnn_processor allowed(void) {
  static _Atomic int known = -1;
  int found = atomic_load_explicit(&known, memory_order_relaxed);
  if (found < 0) {
    const char *name = getenv("CNNVIEW_PROCESSOR");
    found = name != NULL && strcmp(name, "plain") == 0  ? CNN_PLAIN
            : name != NULL && strcmp(name, "avx2") == 0 ? CNN_AVX2
                                                        : CNN_AVX512;
    atomic_store_explicit(&known, found, memory_order_relaxed);
  }
  return (cnn_processor)found;
}

cnn_processor cnn_processor_used(void) {
#if defined(__x86_64__)
  cnn_processor most = allowed() < limit ? allowed() : limit;
  if (most >= CNN_AVX512 && __builtin_cpu_supports("x86-64-v4")) return CNN_AVX512;
  if (most >= CNN_AVX2 && __builtin_cpu_supports("x86-64-v3")) return CNN_AVX2;
#endif
  return CNN_PLAIN;
}
