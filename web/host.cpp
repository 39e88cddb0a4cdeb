#include "web/host.h"

#include <emscripten.h>

// EM_JS needs C names at file scope; the bodies only hand over to the object the worker passed to createApp.
// clang-format off
EM_JS(double, huzhu_host_unix_ms, (), { return Date.now(); });
EM_JS(double, huzhu_host_monotonic_ms, (), { return performance.now(); });
EM_JS(void, huzhu_host_random, (void* out, int size), { Module["host"].random(out, size); });
EM_JS(void, huzhu_host_metrics, (double px, int bold, float* out), { Module["host"].fontMetrics(px, bold, out); });
EM_JS(void, huzhu_host_measure, (int cp, double px, int bold, float* out), { Module["host"].glyphMeasure(cp, px, bold, out); });
EM_JS(void, huzhu_host_draw, (const void* orders, int n, int w, int h, void* out), { Module["host"].glyphDraw(orders, n, w, h, out); });
EM_JS(int, huzhu_host_slot, (const char* name), { return Module["host"].fileSlot(UTF8ToString(name)); });
EM_JS(int, huzhu_host_read, (int slot, void* out, int n, double at), { return Module["host"].fileRead(slot, out, n, at); });
EM_JS(int, huzhu_host_write, (int slot, const void* p, int n, double at), { return Module["host"].fileWrite(slot, p, n, at); });
EM_JS(int, huzhu_host_truncate, (int slot, double size), { return Module["host"].fileTruncate(slot, size); });
EM_JS(int, huzhu_host_flush, (int slot), { return Module["host"].fileFlush(slot); });
EM_JS(double, huzhu_host_size, (int slot), { return Module["host"].fileSize(slot); });
EM_JS(void, huzhu_host_log, (const char* text), { Module["host"].log(UTF8ToString(text)); });
// clang-format on

namespace huzhu::web::host {

double unix_ms() { return huzhu_host_unix_ms(); }
double monotonic_ms() { return huzhu_host_monotonic_ms(); }
void random_bytes(void* out, int size) { huzhu_host_random(out, size); }
void font_metrics(double size_px, int bold, float* ascent_descent) { huzhu_host_metrics(size_px, bold, ascent_descent); }
void glyph_measure(int code_point, double size_px, int bold, float* five) { huzhu_host_measure(code_point, size_px, bold, five); }
void glyph_draw(const void* orders, int count, int width, int height, void* pixels) {
  huzhu_host_draw(orders, count, width, height, pixels);
}
int file_slot(const char* name) { return huzhu_host_slot(name); }
int file_read(int slot, void* out, int size, double at) { return huzhu_host_read(slot, out, size, at); }
int file_write(int slot, const void* data, int size, double at) { return huzhu_host_write(slot, data, size, at); }
int file_truncate(int slot, double size) { return huzhu_host_truncate(slot, size); }
int file_flush(int slot) { return huzhu_host_flush(slot); }
double file_size(int slot) { return huzhu_host_size(slot); }
void log_line(const char* text) { huzhu_host_log(text); }

}  // namespace huzhu::web::host
