// The arithmetic on feature maps, in vectors of numbers: in Float, which is fast, and in Double, which is exact.
//
// Maps are (height, width, channel), channel fastest. Where a function says that it reads beyond an end, it does so by
// fewer than CNN_SLACK numbers.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How many numbers a buffer has behind its last one, so that whole vectors can be read and written there.
enum { CNN_SLACK = 16 };

/// How a window slides over the maps of an input: the fields of two `WindowAxis`.
typedef struct {
  ptrdiff_t height, width, channels;
  ptrdiff_t out_height, out_width;
  ptrdiff_t window_height, window_width;
  ptrdiff_t stride_height, stride_width;
  ptrdiff_t dilation_height, dilation_width;
  ptrdiff_t before_height, before_width;
} cnn_window;

// Processors

/// Processors with other loops; each has what those before it have.
typedef enum { CNN_PLAIN, CNN_AVX2, CNN_AVX512 } cnn_processor;

/// What all loops make use of: the best that the processor has, up to the limit of the calling thread and to what
/// CNNVIEW_PROCESSOR (`plain`, `avx2`) in the environment lets the program use.
cnn_processor cnn_processor_used(void);

/// Uses nothing better on this thread and in the work that it divides among a team, so that tests and benchmarks can run
/// what other processors do.
void cnn_limit_processor(cnn_processor most);
cnn_processor cnn_processor_limit(void);

// Windows

/// How many numbers `cnn_convolve` lays out at a time.
enum { CNN_PANEL = 384 * 64 };

/// The filters of a convolution.
typedef struct {
  /// (row, column, channel of the filter, filter); the filters of a group stand beside each other.
  const float *weight;
  /// The same as `cnn_lay_filters` has laid it out; NULL to have that done piece by piece, again and again.
  const float *laid;
  /// A number for each filter, with CNN_SLACK more behind them that are not used; NULL for none.
  const float *bias;
  ptrdiff_t groups, filters;
  /// Where the numbers under a window lie, as `cnn_fill_offsets` says.
  const ptrdiff_t *offsets;
} cnn_filters;

/// How many numbers the weights take when they are laid out.
ptrdiff_t cnn_laid_count(const cnn_window *window, const cnn_filters *filters);

/// Lays the weights out in the order in which they are multiplied, by group, block of 16 filters, row, column, channel.
void cnn_lay_filters(const cnn_window *window, const cnn_filters *filters, float *out);

/// Writes how far behind the window's corner its numbers lie, by row, column and channel, for so many channels.
void cnn_fill_offsets(const cnn_window *window, ptrdiff_t depth, ptrdiff_t *out);

/// The sums of a convolution at some stops, counted row by row, for some blocks of 16 filters of each group.
///
/// The window stays inside the input. `scratch` has room for CNN_PANEL numbers where the weights are not laid out.
void cnn_convolve(const cnn_window *window, const cnn_filters *filters, const float *input, ptrdiff_t first_block,
                  ptrdiff_t end_block, ptrdiff_t first_stop, ptrdiff_t end_stop, float *scratch, float *out);

/// out (units) = input (depth) · weight (depth × units) + bias, for some units; `bias` may be NULL.
void cnn_multiply_row(const float *input, ptrdiff_t depth, const float *weight, ptrdiff_t units, const float *bias,
                      ptrdiff_t first, ptrdiff_t end, float *out);

/// Copies rows of the input with zeros around them, so that they are `width` columns wide; the first row may be
/// negative, and the last outside of the input.
void cnn_copy_padded(const cnn_window *window, const float *input, ptrdiff_t first_row, ptrdiff_t rows,
                     ptrdiff_t width, float *out);

/// The sums of a depthwise convolution for some rows of the result; `bias` may be NULL.
///
/// The weight is (row, column, channel, multiplier).
void cnn_depthwise(const cnn_window *window, const float *input, const float *weight, ptrdiff_t multiplier,
                   const float *bias, ptrdiff_t first_row, ptrdiff_t end_row, float *out);

// Number by number; the result may be one of the inputs.

/// 1 ÷ (1 + e^−x).
void cnn_sigmoid(const float *input, ptrdiff_t count, float *out);

/// x ÷ (1 + e^−x).
void cnn_silu(const float *input, ptrdiff_t count, float *out);

/// (x − centre) · factor + summand, each of `channels` numbers that repeat.
void cnn_scale_channels(const float *input, ptrdiff_t rows, ptrdiff_t channels, const float *centre,
                        const float *factor, const float *summand, float *out);

/// What is done with two numbers.
typedef enum { CNN_ADD, CNN_SUBTRACT, CNN_MULTIPLY, CNN_DIVIDE, CNN_MAXIMUM, CNN_MINIMUM } cnn_operation;

/// out = one ∘ other; NaN of either makes NaN.
void cnn_merge(cnn_operation operation, const float *one, const float *other, ptrdiff_t count, float *out);

/// Whether no number is NaN or ±∞.
int cnn_are_finite(const float *input, ptrdiff_t count);

/// x · factor.
void cnn_scale(const float *input, ptrdiff_t count, float factor, float *out);

// Threads

/// Threads that divide work among them, again and again.
typedef struct cnn_team cnn_team;

/// A piece of a work.
typedef struct {
  /// What the caller calls the work.
  ptrdiff_t item;
  /// The number of the piece, from 0 on, and how many pieces there are.
  int piece, pieces;
  /// The number of the thread that does it, from 0 on.
  int thread;
} cnn_piece;

/// Forms a team of so many threads, the caller's among them; of fewer where no more can be had, NULL without memory.
///
/// The others look for work for some tens of microseconds, and then sleep until there is some.
cnn_team *cnn_team_create(int size);

/// How many threads there are.
int cnn_team_size(const cnn_team *team);

/// Has so many pieces, fewer than 65,536, done by whichever thread is free; returns when all are done.
void cnn_team_divide(cnn_team *team, int pieces, void (*work)(void *context, cnn_piece piece), void *context,
                     ptrdiff_t item);

/// The same, or one piece after the other on the caller's thread where `team` is NULL.
void cnn_divide(cnn_team *team, ptrdiff_t pieces, void (*work)(void *context, cnn_piece piece), void *context);

/// Has a question asked on the caller's thread between pieces of work that it has divided: where the answer is no, what is
/// left of them is left undone, and what they were to write is not written. NULL for no question.
void cnn_ask(bool (*question)(void *context), void *context);

/// Ends the threads.
void cnn_team_destroy(cnn_team *team);

/// The team that the whole program has, with a thread for each processor; NULL while another thread has borrowed it, or
/// without memory. Who has borrowed it gives it back, on the same thread.
cnn_team *cnn_team_borrow(void);
void cnn_team_return(void);

/// How many processors the system lets the program use.
int cnn_processor_count(void);

// Sums in Double, each in the order of its definition, rounded to Float once: its very bits, where any NaN is as
// good as any other. `team` may be NULL; so may `bias`.

/// A convolution in groups: for each filter by input channel, row and column of the window, then the bias.
///
/// The weight is (row, column, channel of the filter, filter). False, with nothing written, where a weight is NaN or ±∞,
/// which must not meet the zeros that stand for a border; where almost all that the window reads is border; and where
/// there is no memory for what is laid out, or it would take more than 224 MiB.
bool cnn_convolve_exactly(cnn_team *team, const cnn_window *window, const float *input, const float *weight,
                          ptrdiff_t groups, ptrdiff_t filters, const float *bias, float *out);

/// A convolution of each channel alone: by row and column of the window, then the bias.
///
/// The weight is (row, column, channel, multiplier). False where the multiplier is beyond what there is room for.
bool cnn_convolve_depthwise_exactly(cnn_team *team, const cnn_window *window, const float *input, const float *weight,
                                    ptrdiff_t multiplier, const float *bias, float *out);

/// out (rows × units) = input (rows × depth) · weight (depth × units) + bias, by depth.
void cnn_multiply_exactly(cnn_team *team, const float *input, ptrdiff_t rows, ptrdiff_t depth, const float *weight,
                          ptrdiff_t units, const float *bias, float *out);

/// What becomes of the numbers of a channel under a window.
typedef enum {
  /// Their mean, by row and column; places outside of the input are not counted.
  CNN_MEANS,
  /// The largest; the first of equal ones, and NaN before all.
  CNN_MAXIMA
} cnn_rule;

/// A pooling, whose results are as good for passes in Float.
void cnn_pool_exactly(cnn_team *team, const cnn_window *window, cnn_rule rule, const float *input, float *out);

/// Some parts of it: stops, counted row by row, each in chunks of channels.
void cnn_pool(const cnn_window *window, cnn_rule rule, const float *input, ptrdiff_t first, ptrdiff_t end, float *out);

/// How many parts there are, and where the numbers of one begin; those of the next ones follow.
ptrdiff_t cnn_pool_parts(const cnn_window *window);
ptrdiff_t cnn_pool_start(const cnn_window *window, ptrdiff_t part);

/// A step of arithmetic with another number for each number of a line.
typedef struct {
  cnn_operation operation;
  /// The other numbers.
  const double *operands;
  /// Which of them is the first of each line; NULL for the first of all.
  const ptrdiff_t *starts;
  /// Whether that one is the other number of the whole line.
  bool is_single;
} cnn_step;

/// So many numbers after some steps, line by line; the last line may be shorter than `length`.
void cnn_take_steps_exactly(cnn_team *team, const float *input, ptrdiff_t count, ptrdiff_t length,
                            const cnn_step *steps, int step_count, float *out);

/// Some inputs one after the other, number by number, divided by `divisor` unless it is 1. An input begins again after
/// its period.
void cnn_merge_exactly(cnn_team *team, cnn_operation operation, const float *const *inputs, const ptrdiff_t *periods,
                       int input_count, ptrdiff_t count, double divisor, float *out);

/// What becomes of each number, of which NaN stays.
typedef enum {
  /// 0 up to 0.
  CNN_RELU,
  /// `low` below it, `high` above it.
  CNN_WITHIN,
  /// `low` times the number below 0.
  CNN_LEAKY
} cnn_bend_kind;

void cnn_bend_exactly(cnn_team *team, cnn_bend_kind bend, const float *input, ptrdiff_t count, float low, float high,
                      float *out);

/// The same on the caller's thread, as good for passes in Float.
void cnn_bend(cnn_bend_kind bend, const float *input, ptrdiff_t count, float low, float high, float *out);

#endif
