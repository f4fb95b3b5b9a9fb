// Includes the loops that the includer names `FILE_OF_LOOPS` for each kind of processor; `KIND` becomes part of their
// names.

#define LOOPS(name) NAME(name, KIND, plain)
#include FILE_OF_LOOPS
#undef LOOPS

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define LOOPS(name) NAME(name, KIND, avx2)
#include FILE_OF_LOOPS
#undef LOOPS
#pragma clang attribute pop
// Without a width asked for the compiler would split vectors of 64 bytes on this architecture.
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#define LOOPS(name) NAME(name, KIND, avx512)
#include FILE_OF_LOOPS
#undef LOOPS
#pragma clang attribute pop
#endif
