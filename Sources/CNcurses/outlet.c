// The way to the terminal; see outlet.h.

#define _GNU_SOURCE

#include "outlet.h"

#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

// MARK: Bytes

struct outlet outlet_open(int descriptor) {
  // A descriptor is shared with whoever started the program, and so is whether it waits: that is left alone.
  char name[256];
  if (isatty(descriptor) && ttyname_r(descriptor, name, sizeof name) == 0) {
    int own = open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (own >= 0) return (struct outlet){.descriptor = own, .piece = SIZE_MAX, .is_own = true};
  }
  return (struct outlet){.descriptor = descriptor, .piece = 1};
}

void outlet_close(struct outlet *outlet) {
  if (outlet->is_own) close(outlet->descriptor);
  *outlet = (struct outlet){.descriptor = -1, .piece = 1};
}

int64_t clock_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool has_key(void) {
  struct pollfd watched = {.fd = modes_input(), .events = POLLIN};
  return poll(&watched, 1, 0) > 0;
}

// Whether a wait without an end is given up.
static bool is_disturbed(int patience, int64_t waited) {
  return cn_ending_signal() != 0 || (patience == cn_until_key && waited >= cn_stall && has_key());
}

// Waits until something can be written. A signal may be handled by another thread, so a wait for ever looks around.
static bool wait_for_room(int descriptor, int patience) {
  enum { GLANCE = 100 };
  int64_t start = clock_now(), end = start + patience;
  for (;;) {
    int64_t left = patience < 0 ? GLANCE : end - clock_now();
    struct pollfd watched = {.fd = descriptor, .events = POLLOUT};
    int found = poll(&watched, 1, left > 0 ? (int)left : 0);
    if (found > 0) return (watched.revents & POLLOUT) != 0;
    if (found < 0 && errno != EINTR) return false;
    if (patience < 0 ? is_disturbed(patience, clock_now() - start) : clock_now() >= end) return false;
  }
}

bool outlet_write(struct outlet outlet, const char *bytes, size_t count, int patience) {
  while (count > 0) {
    if (!wait_for_room(outlet.descriptor, patience)) return false;
    ssize_t written = write(outlet.descriptor, bytes, count < outlet.piece ? count : outlet.piece);
    if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (written <= 0) return false;
    bytes += written;
    count -= (size_t)written;
  }
  return true;
}

void outlet_drop(struct outlet outlet) { tcflush(outlet.descriptor, TCOFLUSH); }

// MARK: Modes

static struct {
  int descriptor;
  bool is_known;
  struct termios former;
} kept[2];

void modes_keep(int input, int output) {
  int descriptors[2] = {input, output};
  for (int i = 0; i < 2; i++) {
    kept[i].descriptor = descriptors[i];
    kept[i].is_known = tcgetattr(descriptors[i], &kept[i].former) == 0;
  }
}

int modes_input(void) { return kept[0].descriptor; }

// Sets modes even where the program is in the background, where the system would stop it instead.
static void set(int descriptor, const struct termios *modes) {
  sigset_t stop, former;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &stop, &former);
  while (tcsetattr(descriptor, TCSANOW, modes) != 0 && errno == EINTR) {
  }
  pthread_sigmask(SIG_SETMASK, &former, NULL);
}

void modes_use(void) {
  for (int i = 0; i < 2; i++) {
    if (!kept[i].is_known) continue;
    struct termios modes = kept[i].former;
    modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL);
    // Without IXON Ctrl-S is a key like others: with it, it would freeze the screen.
    modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON);
    modes.c_oflag &= ~(tcflag_t)OPOST;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    set(kept[i].descriptor, &modes);
  }
}

void modes_restore(void) {
  for (int i = 0; i < 2; i++) {
    if (kept[i].is_known) set(kept[i].descriptor, &kept[i].former);
  }
}
