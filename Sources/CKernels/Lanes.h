// Vectors of 16 numbers, whatever the processor has: the compiler divides them into what there is.

#ifndef LANES_H
#define LANES_H

#include <stddef.h>
#include <stdint.h>

enum { LANES = 16 };

typedef float lanes __attribute__((vector_size(64), aligned(4)));
typedef int32_t mask __attribute__((vector_size(64), aligned(4)));

// Macros, since a vector that is passed to a function depends on the processor.
#define LOAD(place) (*(const lanes *)(place))
#define STORE(place, value) (*(lanes *)(place) = (value))
#define SELECT(condition, yes, no) ((lanes)(((mask)(yes) & (condition)) | ((mask)(no) & ~(condition))))
// Not a sum with zeros, which takes an instruction more wherever −0 would become 0.
#define ALL(v) ((lanes){v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v})

#endif
