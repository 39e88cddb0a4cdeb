// Fixed metrics: a glyph loader without glyphs, for tests and headless runs of the program.
//
// Ideographs and full-width marks are 1 em, Latin has the widths of Source Han Sans plus 8 %, so that what fits here
// fits with any system font we know. Two runs on any machine lay out alike.
#pragma once

struct ImFontLoader;

namespace huzhu::ui {

const ImFontLoader* fixed_metric_loader();

}  // namespace huzhu::ui
