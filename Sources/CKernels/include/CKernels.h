// The arithmetic of the fast path: matrix products through the system's BLAS, and loops over feature maps in vectors
// of 16 numbers.
//
// Maps are (height, width, channel), channel fastest. Where a function says that it reads or writes beyond an end,
// it does so by fewer than CNN_SLACK numbers.

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

// Matrix products

/// Loads the system's BLAS, which from then on works on the thread that calls it; false where there is none, and
/// plain loops stand in for it. Called before the first product.
///
/// Loading OpenBLAS takes 2 ms and 3 MB, which a program that only looks at a picture need not pay.
bool cnn_blas_open(void);

/// out (rows × columns) = a (rows × depth) · b (depth × columns) + beta · out; each row begins `*_step` numbers
/// behind the one before it.
void cnn_multiply(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, const float *a, ptrdiff_t a_step,
                  const float *b, ptrdiff_t b_step, float beta, float *out, ptrdiff_t out_step);

/// out (columns) = a (depth) · b (depth × columns) + beta · out.
void cnn_multiply_row(ptrdiff_t columns, ptrdiff_t depth, const float *a, const float *b, ptrdiff_t b_step,
                      float beta, float *out);

/// Copies a line of numbers into each of so many rows.
void cnn_fill_rows(float *out, ptrdiff_t out_step, ptrdiff_t rows, const float *line, ptrdiff_t count);

// Windows

/// Writes the numbers under the window at so many stops, counted row by row, one stop a row of the result, by place
/// of the window, then channel: 0 outside of the input. Of the channels `count` are taken from `first` on.
///
/// Reads beyond the end of the input and writes beyond the end of the result.
void cnn_gather_windows(const cnn_window *window, const float *input, ptrdiff_t first, ptrdiff_t count,
                        ptrdiff_t first_stop, ptrdiff_t stops, float *out);

/// Whether `cnn_convolve` is fast on this processor.
int cnn_can_convolve(void);

/// The sums of a convolution at some stops, counted row by row, for some of the filters; `bias` may be NULL.
///
/// The window stays inside the input and reads neighbouring columns. The weight is (row, column, channel, filter);
/// the number of filters, the first and the end of those that are summed are multiples of 16.
void cnn_convolve(const cnn_window *window, const float *input, const float *weight, ptrdiff_t filters,
                  const float *bias, ptrdiff_t first_filter, ptrdiff_t end_filter, ptrdiff_t first_stop,
                  ptrdiff_t end_stop, float *out);

/// Copies rows of the input with zeros around them, so that they are `width` columns wide; the first row may be
/// negative, and the last outside of the input.
void cnn_copy_padded(const cnn_window *window, const float *input, ptrdiff_t first_row, ptrdiff_t rows,
                     ptrdiff_t width, float *out);

/// The largest number of each channel under the window, for some rows of the result; NaN wins.
void cnn_pool_maxima(const cnn_window *window, const float *input, ptrdiff_t first_row, ptrdiff_t end_row,
                     float *out);

/// The mean of each channel under the window, places outside of the input not counted, for some rows of the result.
void cnn_pool_means(const cnn_window *window, const float *input, ptrdiff_t first_row, ptrdiff_t end_row,
                    float *out);

/// The sums of a depthwise convolution for some rows of the result; `bias` may be NULL.
///
/// The weight is (row, column, channel, multiplier).
void cnn_depthwise(const cnn_window *window, const float *input, const float *weight, ptrdiff_t multiplier,
                   const float *bias, ptrdiff_t first_row, ptrdiff_t end_row, float *out);

/// The mean of each channel over whole maps of so many rows and columns, for some of the channels.
void cnn_global_means(const float *input, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t channels,
                      ptrdiff_t first, ptrdiff_t end, float *out);

/// The largest number of each channel over whole maps of so many places, for some of the channels; NaN wins.
void cnn_global_maxima(const float *input, ptrdiff_t places, ptrdiff_t channels, ptrdiff_t first, ptrdiff_t end,
                       float *out);

// Number by number; the result may be one of the inputs.

/// 0 up to 0, x above; NaN stays.
void cnn_relu(const float *input, ptrdiff_t count, float *out);

/// x kept within low…high; NaN stays, and −0 becomes 0 where low is 0.
void cnn_clamp(const float *input, ptrdiff_t count, float low, float high, float *out);

/// x above 0, slope · x below.
void cnn_leaky_relu(const float *input, ptrdiff_t count, float slope, float *out);

/// 1 ÷ (1 + e^−x).
void cnn_sigmoid(const float *input, ptrdiff_t count, float *out);

/// x ÷ (1 + e^−x).
void cnn_silu(const float *input, ptrdiff_t count, float *out);

/// (x − centre) · factor + summand, each of `channels` numbers that repeat.
void cnn_scale_channels(const float *input, ptrdiff_t rows, ptrdiff_t channels, const float *centre,
                        const float *factor, const float *summand, float *out);

/// What is done with two numbers.
typedef enum { CNN_ADD, CNN_SUBTRACT, CNN_MULTIPLY, CNN_MAXIMUM, CNN_MINIMUM } cnn_operation;

/// out = one ∘ other; NaN of either makes NaN.
void cnn_merge(cnn_operation operation, const float *one, const float *other, ptrdiff_t count, float *out);

/// Whether no number is NaN or ±∞.
int cnn_are_finite(const float *input, ptrdiff_t count);

/// x · factor.
void cnn_scale(const float *input, ptrdiff_t count, float factor, float *out);

// In Double

/// Processors with other loops; each has what those before it have.
typedef enum { CNN_PLAIN, CNN_AVX2, CNN_AVX512 } cnn_processor;

/// What the loops in Double make use of: the best that the processor has, up to the limit.
cnn_processor cnn_processor_used(void);

/// Uses nothing better, so that tests and benchmarks can run what other processors do.
void cnn_limit_processor(cnn_processor most);

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

/// Ends the threads.
void cnn_team_destroy(cnn_team *team);

/// How many processors the system lets the program use.
int cnn_processor_count(void);

// Sums in Double, each in the order of its definition, rounded to Float once: its very bits. `team` may be NULL; so may
// `bias`.

/// A convolution in groups: for each filter by input channel, row and column of the window, then the bias.
///
/// The weight is (row, column, channel of the filter, filter). False, with nothing written, where a weight is NaN or ±∞,
/// which must not meet the zeros that stand for a border; where almost all that the window reads is border; and where
/// there is no memory for what is laid out, or it would take more than 160 MiB.
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

#endif
