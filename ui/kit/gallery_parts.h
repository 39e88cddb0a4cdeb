// GalleryParts: the sections of the gallery that stand in files of their own.
#pragma once

#include "ui/kit/gallery.h"

namespace huzhu::ui {

void gallery_acts(Kit& kit, GalleryState& state);      // icon button, link, file
void gallery_views(Kit& kit, GalleryState& state);     // tabs
void gallery_pick(Kit& kit, GalleryState& state);      // one of thousands
void gallery_dates(Kit& kit, GalleryState& state);     // a day by both calendars
void gallery_sign(Kit& kit, GalleryState& state);      // signature, thumb mark
void gallery_tasks(Kit& kit, GalleryState& state);     // progress
void gallery_charts(Kit& kit);
void gallery_codes(Kit& kit, GalleryState& state);     // QR, camera
void gallery_words(Kit& kit);                          // text styles, marks, tags, pieces of layout
void gallery_small_table(Kit& kit, GalleryState& state);
void gallery_desk(Kit& kit, GalleryState& state);      // at the right of a PC: a table with its own pane, and a foot
BarPress gallery_bar(Kit& kit, GalleryState& state);

}  // namespace huzhu::ui
