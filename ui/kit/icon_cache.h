// IconCache: the triangles of each icon as it was drawn before, to be put down again at another place.
//
// A list shows the same few icons in every row; reading and tessellating their strokes was a third of such a frame.
#pragma once

#include <imgui.h>

#include <vector>

#include "ui/kit/flat_map.h"
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

namespace huzhu::ui {

class IconCache {
 public:
  struct Key {
    Icon icon;
    float size;   // dp
    Colour colour;
    ImU32 ink;    // what the palette makes of the colour
    std::uint32_t number() const;
  };

  // Puts the icon down with its corner at x, y of the window; false when it was not drawn like this before.
  bool put(ImDrawList* list, const Key& key, float x, float y);

  // Keeps what is drawn into the list while it lives.
  class Recording {
   public:
    Recording(IconCache& cache, ImDrawList* list, const Key& key, float x, float y);
    Recording(const Recording&) = delete;
    ~Recording();

   private:
    IconCache& cache_;
    ImDrawList* list_;
    Key key_;
    float x_, y_;
    int first_vertex_, first_index_;
    unsigned base_;
  };

 private:
  static constexpr std::size_t most = 256;   // about 1 MB; only the gallery shows more
  struct Drawn {
    ImU32 ink = 0;
    std::vector<ImDrawVert> vertices;   // around the icon's corner
    std::vector<ImDrawIdx> indices;     // from the first of them
  };
  FlatMap<Drawn> drawn_;
  float white_x_ = 0, white_y_ = 0;
};

}  // namespace huzhu::ui
