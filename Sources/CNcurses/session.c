// Signals, the terminal's modes and standard error while the screen is up; see CNcurses.h.
//
// Goals, the first first: no way out of the program leaves a broken terminal; no message is lost; the exit
// status of a signal is the signal's. Handlers call async-signal-safe functions only.

#define _GNU_SOURCE

#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static const int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
static const int crash_signals[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct sigaction former_ending[COUNT(ending_signals)];
static struct sigaction former_crash[COUNT(crash_signals)];
static struct sigaction former_resize, former_stop;

static int input_descriptor = -1, output_descriptor = -1;
static struct termios former_modes;
static bool has_former_modes = false;
static char restore_bytes[512];
static int restore_count = 0;

static int doorbell[2] = {-1, -1};
static atomic_bool is_entered = false;
static atomic_bool was_rung = false;
static atomic_int ending_signal = 0;
static atomic_bool was_resized = false;
static atomic_bool was_stopped = false;

// The real standard error, and the file that has taken its place; −1 while it has not.
static int real_error = -1, kept_error = -1;

// MARK: Standard error

static void keep_error(void) {
  if (kept_error >= 0 || !isatty(STDERR_FILENO)) return;
#ifdef __linux__
  int file = memfd_create("stderr", MFD_CLOEXEC);
#else
  FILE *temporary = tmpfile();
  int file = temporary ? dup(fileno(temporary)) : -1;
#endif
  if (file < 0) return;
  real_error = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (real_error < 0 || dup2(file, STDERR_FILENO) < 0) {
    close(file);
    return;
  }
  kept_error = file;
}

static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

// Writes what was kept, control characters made harmless: nobody knows which library wrote it.
static void replay_error(void) {
  if (kept_error < 0) return;
  int file = kept_error;
  kept_error = -1;
  dup2(real_error, STDERR_FILENO);
  char bytes[1024];
  off_t offset = 0;
  for (;;) {
    ssize_t count = pread(file, bytes, sizeof bytes, offset);
    if (count <= 0) break;
    for (ssize_t i = 0; i < count; i++) {
      unsigned char byte = (unsigned char)bytes[i];
      if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) bytes[i] = '?';
    }
    write_all(STDERR_FILENO, bytes, (size_t)count);
    offset += count;
  }
  close(file);
  close(real_error);
}

// MARK: Giving the terminal back in a handler

static void restore_at_once(void) {
  if (!atomic_exchange(&is_entered, false)) return;
  write_all(output_descriptor, restore_bytes, (size_t)restore_count);
  if (has_former_modes) tcsetattr(input_descriptor, TCSANOW, &former_modes);
  replay_error();
}

static void set_default(int signal) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

// A crash: give the terminal back, then let happen what would have happened.
static void on_crash(int signal, siginfo_t *info, void *context) {
  (void)context;
  restore_at_once();
  for (size_t i = 0; i < COUNT(crash_signals); i++) {
    if (crash_signals[i] == signal) sigaction(signal, &former_crash[i], NULL);
  }
  // A faulty instruction faults again on return; a signal that was sent has to be sent again.
  if (info->si_code <= 0) raise(signal);
}

static void ring_with(char byte) {
  int saved = errno;
  // A full pipe is readable already.
  (void)!write(doorbell[1], &byte, 1);
  errno = saved;
}

// A request to end: the main loop does it; if it hasn't when another comes, it is stuck.
static void on_ending(int signal) {
  int none = 0;
  if (!atomic_compare_exchange_strong(&ending_signal, &none, signal)) {
    restore_at_once();
    set_default(signal);
    raise(signal);
    return;
  }
  ring_with('s');
}

static void on_resize(int signal) {
  (void)signal;
  atomic_store(&was_resized, true);
  ring_with('s');
}

static void on_stop(int signal) {
  (void)signal;
  atomic_store(&was_stopped, true);
  ring_with('s');
}

// MARK: Taking signals over

static void take_over(int signal, void (*handler)(int), struct sigaction *former) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, NULL, former);
  // What the caller ignores (as nohup does with SIGHUP) stays ignored.
  if (former->sa_handler != SIG_IGN) sigaction(signal, &action, NULL);
}

static void take_over_crash(int signal, struct sigaction *former) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, former);
}

// A handler needs a stack of its own when the crash is that the stack is used up.
static void provide_signal_stack(void) {
  static char memory[65536];
  stack_t stack;
  if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
  memset(&stack, 0, sizeof stack);
  stack.ss_sp = memory;
  stack.ss_size = sizeof memory;
  sigaltstack(&stack, NULL);
}

static bool make_doorbell(void) {
  if (doorbell[0] >= 0) return true;
  if (pipe(doorbell) != 0) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(doorbell[i], F_SETFD, FD_CLOEXEC);
    fcntl(doorbell[i], F_SETFL, O_NONBLOCK);
  }
  return true;
}

bool cn_session_begin(int input, int output) {
  if (!make_doorbell()) return false;
  input_descriptor = input;
  output_descriptor = output;
  has_former_modes = tcgetattr(input, &former_modes) == 0;
  provide_signal_stack();
  for (size_t i = 0; i < COUNT(ending_signals); i++) take_over(ending_signals[i], on_ending, &former_ending[i]);
  for (size_t i = 0; i < COUNT(crash_signals); i++) take_over_crash(crash_signals[i], &former_crash[i]);
  take_over(SIGWINCH, on_resize, &former_resize);
  take_over(SIGTSTP, on_stop, &former_stop);
  return true;
}

void cn_session_end(void) {
  for (size_t i = 0; i < COUNT(ending_signals); i++) sigaction(ending_signals[i], &former_ending[i], NULL);
  for (size_t i = 0; i < COUNT(crash_signals); i++) sigaction(crash_signals[i], &former_crash[i], NULL);
  sigaction(SIGWINCH, &former_resize, NULL);
  sigaction(SIGTSTP, &former_stop, NULL);
}

void cn_session_set_restore(const char *bytes, int count) {
  restore_count = count < (int)sizeof restore_bytes ? count : (int)sizeof restore_bytes;
  memcpy(restore_bytes, bytes, (size_t)restore_count);
}

void cn_session_enter(void) {
  keep_error();
  atomic_store(&is_entered, true);
}

void cn_session_leave(void) {
  atomic_store(&is_entered, false);
  replay_error();
}

bool cn_session_is_entered(void) { return atomic_load(&is_entered); }

// MARK: What came

int cn_doorbell(void) { return doorbell[0]; }

void cn_ring(void) {
  atomic_store(&was_rung, true);
  ring_with('w');
}

bool cn_answer(void) {
  char bytes[256];
  while (read(doorbell[0], bytes, sizeof bytes) > 0) {
  }
  return atomic_exchange(&was_rung, false);
}

int cn_ending_signal(void) { return atomic_load(&ending_signal); }

bool cn_take_resize(void) { return atomic_exchange(&was_resized, false); }

bool cn_take_stop(void) { return atomic_exchange(&was_stopped, false); }

// MARK: Stopping and ending

static void unblock(int signal) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void cn_stop(void) {
  struct sigaction handler;
  sigaction(SIGTSTP, NULL, &handler);
  set_default(SIGTSTP);
  unblock(SIGTSTP);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &handler, NULL);
}

const int cn_hang_up = SIGHUP;

void cn_die_of(int signal) {
  cn_close();
  set_default(signal);
  unblock(signal);
  raise(signal);
  _exit(128 + signal);
}

// MARK: Waiting

int cn_wait(int first, int second, int milliseconds) {
  struct pollfd watched[2] = {{.fd = first, .events = POLLIN}, {.fd = second, .events = POLLIN}};
  int found = poll(watched, 2, milliseconds);
  if (found <= 0) return 0;
  bool is_gone = (watched[0].revents & (POLLHUP | POLLNVAL)) != 0;
  return (watched[0].revents & POLLIN ? 1 : 0) | (watched[1].revents & POLLIN ? 2 : 0) | (is_gone ? 4 : 0);
}

int cn_open_tty(void) { return open("/dev/tty", O_RDWR | O_CLOEXEC); }

bool cn_is_terminal(int descriptor) { return isatty(descriptor) == 1; }
