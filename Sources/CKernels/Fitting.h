// How loops that are there for each kind of processor are called.

#ifndef FITTING_H
#define FITTING_H

#include "CKernels.h"

// The loops for each kind of processor, of which one is taken when they are called: one that the loader takes could be
// neither tested nor run under the sanitizer of threads.
#define JOINED(name, kind, processor) name##_##kind##_##processor
#define NAME(name, kind, processor) JOINED(name, kind, processor)

#if defined(__x86_64__)
#define FITTING(name, kind)                                                                            \
  (cnn_processor_used() == CNN_AVX512 ? NAME(name, kind, avx512)                                       \
   : cnn_processor_used() == CNN_AVX2 ? NAME(name, kind, avx2)                                         \
                                      : NAME(name, kind, plain))
#else
#define FITTING(name, kind) NAME(name, kind, plain)
#endif

#endif
