#ifndef CNCURSES_H
#define CNCURSES_H

// What CursesTerminal needs of ncurses, of signals and of the terminal's modes, as plain functions.
//
// ncurses.h itself is not shown to Swift: most of it is macros and global variables, which Swift 6 can't use.
// All functions are for the main thread, except cn_ring, which any thread and any signal handler may call.

#include <stdbool.h>
#include <stdint.h>

// MARK: screen.c: ncurses

/// What the terminal database says about a terminal.
enum {
  /// It can show the screen.
  CN_FIT = 0,
  /// The database doesn't know it.
  CN_UNKNOWN = 1,
  /// It can't move its cursor, so it can show lines of text only.
  CN_LINES_ONLY = 2,
};

/// Chooses a UTF-8 character set, the user's own if it is one; false if the system has none.
bool cn_use_utf8(void);

/// Looks a terminal up, first in the folder `database` if it isn't NULL; `output` is its descriptor.
int cn_probe(const char *term, const char *database, int output);

/// A terminal to take over.
struct cn_terminal {
  /// Its name in the terminal database.
  const char *name;
  /// A folder of the terminal database to look in first, or NULL.
  const char *database;
  /// The descriptors of its keys and of its screen.
  int input, output;
  /// Whether colours may be used at all.
  bool has_colours;
  /// Whether it is told where an update begins and ends, so that it shows none half done.
  bool is_synchronised;
};

/// Sends a question that ends with one for the terminal's kind (`Esc [ c`), and waits so long for the whole answer; returns
/// how many bytes have arrived, keys that were typed meanwhile among them. `is_whole` is false where the end of an answer may
/// still arrive.
///
/// Nothing of the answer is shown, and no signal ends the program meanwhile. Call before `cn_session_begin`.
int cn_ask(int input, int output, const char *question, int milliseconds, char *answer, int room, bool *is_whole);

/// Takes a terminal over with a blank screen; false if ncurses can't.
bool cn_open(const struct cn_terminal *terminal);

/// The number of colours, 0 if there are none; of the program's own terminals more than 2^24, and a colour is 0xRRGGBB
/// or 0x1000000 and an index of the palette.
int cn_colours(void);

/// The number of colour pairs, pair 0 (the terminal's own colours) among them.
int cn_pairs(void);

/// The size that ncurses draws for.
void cn_size(int *rows, int *columns);

/// The size that the terminal has now; false if it doesn't say.
bool cn_window_size(int output, int *rows, int *columns);

/// Takes over another size; the whole screen is drawn next time.
void cn_resize(int rows, int columns);

/// Says what a pair's colours are; −1 is the terminal's own.
bool cn_define_pair(int pair, int foreground, int background);

/// Forgets all pairs; everything must be drawn again.
void cn_forget_pairs(void);

/// Attributes of a cell, as Style.Attributes has them.
enum { CN_BOLD = 1, CN_UNDERLINE = 2, CN_REVERSE = 4 };

/// A character with its combining characters (zeros where there are fewer), its pair and attributes.
struct cn_cell {
  uint32_t scalars[5];
  int32_t pair;
  uint32_t attributes;
};

/// The columns that the system gives to a character; negative if it can't be shown.
int cn_width(uint32_t scalar);

/// Puts cells on the screen to be, from a column rightwards.
void cn_put(int row, int column, const struct cn_cell *cells, int count);

/// Says that nothing of a row of the real screen can be kept.
void cn_forget_row(int row);

/// Blanks the screen to be with the colours of a pair, and says that nothing of the real screen can be kept.
void cn_clear(int pair);

/// Whether the terminal read nothing while keys waited, since the last call: what was sent then may have ended anywhere,
/// and nothing is known of the real screen.
bool cn_take_cut(void);

/// Whether output was given up that `cn_take_cut` has not told of yet.
bool cn_has_cut(void);

/// Brings the real screen up to date, and places the cursor, shown or hidden.
void cn_show(int row, int column, bool cursor);

/// What the database says of the open terminal under a name, such as the bytes of a key; NULL if nothing.
const char *cn_capability(const char *name);

/// Lets the terminal report the mouse, or keep it; off at the start.
void cn_use_mouse(bool is_used);

/// Gives the terminal back: the screen, the modes and the messages that were kept. Harmless when repeated.
void cn_close(void);

/// Takes the terminal over again after cn_close; the next cn_show draws everything.
void cn_reopen(void);

// MARK: session.c: signals, modes, standard error

/// Begins to watch: keeps the terminal's modes, takes over all signals that would end the program. Call before
/// cn_open.
///
/// SIGPIPE and SIGXFSZ, which come of writing, are ignored, so that the write fails instead.
bool cn_session_begin(int input, int output);

/// What must be written to give the terminal back when there is no time for more than a write.
void cn_session_set_restore(const char *bytes, int count);

/// Milliseconds for which the terminal may read nothing while the program ends.
enum { cn_patience = 300 };

/// Waits without an end: for a terminal that reads nothing, until the program is to end; or also until keys wait and
/// it has read nothing for cn_stall milliseconds.
enum { cn_for_ever = -1, cn_until_key = -2, cn_stall = 500 };

/// Writes bytes to the terminal. Gives up, with false, when it has read nothing for so many milliseconds, or as the
/// waits without an end say.
bool cn_write(const char *bytes, int count, int patience);

/// Writes what gives the terminal back in place of all that it has not read yet.
void cn_insist(void);

/// The screen is up: keys arrive one by one, from now on a crash gives the terminal back, and standard error is
/// kept until later if it is a terminal.
void cn_session_enter(void);

/// The screen is down: the terminal's modes and standard error are as before, and what was kept has been written
/// there.
void cn_session_leave(void);

/// Whether the screen is up.
bool cn_session_is_entered(void);

/// Gives signals back their former actions.
void cn_session_end(void);

/// A descriptor that can be read when a signal or cn_ring came.
int cn_doorbell(void);

/// Makes the doorbell readable.
void cn_ring(void);

/// Empties the doorbell; true if cn_ring was called since.
bool cn_answer(void);

/// A signal that came since the session began and ends programs that don't catch it; else 0.
///
/// If the program doesn't end soon afterwards, it is ended, with the terminal given back.
int cn_ending_signal(void);

/// Whether the terminal's size changed since the last call.
bool cn_take_resize(void);

/// Whether Ctrl-Z was typed since the last call.
bool cn_take_stop(void);

/// Stops the process as Ctrl-Z does; returns when it goes on.
void cn_stop(void);

/// The signal of a terminal that is gone.
extern const int cn_hang_up;

/// Gives the terminal back and ends the process by a signal's default action.
_Noreturn void cn_die_of(int signal);

/// Waits until one of two descriptors can be read, or for milliseconds (negative: for ever).
/// A sum of 1: the first can; 2: the second can; 4: the first is gone.
int cn_wait(int first, int second, int milliseconds);

/// Reads the bytes that have arrived; 0 if none have.
int cn_read(int input, uint8_t *bytes, int count);

/// The controlling terminal opened for reading; negative if there is none.
int cn_open_tty(void);

/// Whether a descriptor is a terminal.
bool cn_is_terminal(int descriptor);

#endif
