// A question to the terminal before anything is drawn; see CNcurses.h.

#define _GNU_SOURCE

#include "CNcurses.h"
#include "outlet.h"

#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// Whether the report of a terminal's kind, `Esc [ ? … c`, has arrived.
static bool has_ended(const char *answer, int count) {
  for (int start = 0; start + 3 < count; start++) {
    if (memcmp(answer + start, "\033[?", 3) != 0) continue;
    int end = start + 3;
    while (end < count && (answer[end] == ';' || (answer[end] >= '0' && answer[end] <= '9'))) end++;
    if (end < count && answer[end] == 'c') return true;
  }
  return false;
}

// Whether all bytes could be written in time: a terminal that is stopped takes none.
static bool has_sent(int output, const char *bytes, int milliseconds) {
  struct outlet outlet = outlet_open(output);
  bool is_sent = outlet_write(outlet, bytes, strlen(bytes), milliseconds);
  outlet_close(&outlet);
  return is_sent;
}

static int read_answer(int input, int64_t end, char *answer, int room) {
  int count = 0;
  while (count < room && !has_ended(answer, count)) {
    struct pollfd watched = {.fd = input, .events = POLLIN};
    // What has arrived counts, however late a busy machine looks at it.
    int64_t left = end - clock_now();
    if (poll(&watched, 1, left > 0 ? (int)left : 0) <= 0) break;
    ssize_t more = read(input, answer + count, (size_t)(room - count));
    if (more <= 0) break;
    count += (int)more;
  }
  return count;
}

int cn_ask(int input, int output, const char *question, int milliseconds, char *answer, int room, bool *is_whole) {
  struct termios modes, quiet;
  *is_whole = true;
  // In the background nobody may change the terminal.
  if (tcgetpgrp(input) != getpgrp() || tcgetattr(input, &modes) != 0) return 0;
  // No signal may end the program while the terminal keeps quiet.
  sigset_t all, before;
  sigfillset(&all);
  const int crashes[] = CRASH_SIGNALS;
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigdelset(&all, crashes[i]);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  quiet = modes;
  quiet.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  quiet.c_cc[VMIN] = 0;
  quiet.c_cc[VTIME] = 0;
  int count = 0;
  if (tcsetattr(input, TCSANOW, &quiet) == 0) {
    if (has_sent(output, question, milliseconds))
      count = read_answer(input, clock_now() + milliseconds, answer, room);
    *is_whole = has_ended(answer, count);
    tcsetattr(input, TCSANOW, &modes);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return count;
}
