// What the libraries that are linked in call of newer versions of glibc, so that the program runs on systems that have
// glibc 2.34: of all others nothing asks for more. Only the program itself sees these.
#if defined(__linux__)
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#define WITHIN_THE_PROGRAM __attribute__((visibility("hidden")))

// Swift's overlay of the C library: a new version in 2.35, which sets no errno.
WITHIN_THE_PROGRAM float hypotf(float x, float y) {
  if (isinf(x) || isinf(y)) return HUGE_VALF;
  // The squares of two floats are exact in double, and neither overflow nor vanish there.
  return (float)sqrt((double)x * (double)x + (double)y * (double)y);
}

// std::random_device of the C++ library, which takes what it finds when it is built: new in 2.36.
WITHIN_THE_PROGRAM uint32_t arc4random(void) {
  uint32_t number;
  if (getentropy(&number, sizeof number) != 0) abort();
  return number;
}
#else
typedef int nothing_to_add;
#endif
