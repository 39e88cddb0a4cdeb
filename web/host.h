// Host: what the worker's TypeScript offers to the C++ program, as plain functions.
//
// Every call into JavaScript goes through here, so that the browser's side stays typed in web/shell/worker_host.ts
// and nothing else in web/ contains script. Pointers are addresses in wasm memory; sizes are bytes.
#pragma once

#include <cstdint>

namespace huzhu::web::host {

// ---- clock and randomness ---------------------------------------------------------------------------
double unix_ms();                                // Date.now()
double monotonic_ms();                           // performance.now()
void random_bytes(void* out, int size);          // crypto.getRandomValues

// ---- glyphs (web/glyph_loader.cpp) ------------------------------------------------------------------
// Writes ascent and descent of the text engine's line at `size` device pixels.
void font_metrics(double size_px, int bold, float* ascent_descent);
// Writes advance, left, right, ascent, descent of one code point, in device pixels.
void glyph_measure(int code_point, double size_px, int bold, float* five);
// Draws `count` glyphs of GlyphOrder (seven int32 each) side by side and writes width*height pixels of four bytes, the coverage last.
void glyph_draw(const void* orders, int count, int width, int height, void* pixels);

// ---- files in the origin private file system, opened before the program starts -----------------------
int file_slot(const char* name);                 // -1 = no such slot
int file_read(int slot, void* out, int size, double at);         // bytes read, -1 = error
int file_write(int slot, const void* data, int size, double at); // bytes written, -1 = error, -2 = no space left
int file_truncate(int slot, double size);        // 0 = done
int file_flush(int slot);                        // 0 = done
double file_size(int slot);                      // -1 = error

// ---- diagnostics ------------------------------------------------------------------------------------
void log_line(const char* text);

}  // namespace huzhu::web::host
