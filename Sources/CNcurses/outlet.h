#ifndef OUTLET_H
#define OUTLET_H

// The way to the terminal: its modes, and bytes that never wait for a terminal that has stopped reading.
//
// Everything here but outlet_open may be called in a signal handler.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The signals of a crash.
#define CRASH_SIGNALS {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS}

/// A descriptor to write to, how many bytes at a time can't block, and whether it is to be closed.
struct outlet {
  int descriptor;
  size_t piece;
  bool is_own;
};

/// An outlet to the file behind a descriptor: opened anew, not to wait, where that is a terminal that can be.
struct outlet outlet_open(int descriptor);

/// Closes what outlet_open has opened.
void outlet_close(struct outlet *outlet);

/// Writes all bytes. Gives up, with false, when for so many milliseconds nothing could be written; cn_for_ever: when
/// nothing can be written and the program is to end; cn_until_key: also when keys wait that may ask for the end.
bool outlet_write(struct outlet outlet, const char *bytes, size_t count, int patience);

/// Milliseconds of a clock that nobody sets.
int64_t clock_now(void);

/// Drops what was written and the terminal has not read yet, to make room.
void outlet_drop(struct outlet outlet);

/// Keeps the modes of the terminals of keys and screen, to be restored.
void modes_keep(int input, int output);

/// The terminal of the keys.
int modes_input(void);

/// Keys arrive one by one, none is shown, and none but the three of signals means something to the system;
/// bytes reach the screen as they are.
void modes_use(void);

/// Restores the modes that were kept.
void modes_restore(void);

#endif
