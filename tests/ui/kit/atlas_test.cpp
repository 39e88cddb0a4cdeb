// When the atlas of letters grows while a frame is drawn, all of that frame is drawn from the atlas that has them.
#include <boost/test/unit_test.hpp>

#include <imgui.h>
#include <imgui_internal.h>

#include <string>

#include "tests/ui/driver.h"
#include "ui/kit/fixed_font.h"
#include "ui/text/utf8.h"

using namespace huzhu::ui;

namespace {

// Fixed metrics, with a place in the atlas for each letter, as the browser's loader has them.
bool load_with_place(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data, ImWchar c, ImFontGlyph* out, float* advance) {
  if (!fixed_metric_loader()->FontBakedLoadGlyph(atlas, source, baked, data, c, out, advance)) return false;
  if (advance != nullptr || c <= ' ') return true;
  const int edge = static_cast<int>(baked->Size);
  out->PackId = ImFontAtlasPackAddRect(atlas, edge, edge);
  if (out->PackId == ImFontAtlasRectId_Invalid) return false;
  out->X1 = out->Y1 = static_cast<float>(edge);
  out->Visible = true;
  return true;
}

const ImFontLoader* loader() {
  static const ImFontLoader with_places = [] {
    ImFontLoader l = *fixed_metric_loader();
    l.FontBakedLoadGlyph = load_with_place;
    return l;
  }();
  return &with_places;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_growing_atlas_leaves_no_letter_behind) {
  Kit kit(loader());
  kit.handle(event::Resize{360, 4000, 1, 0, 0, 0, 0, false});
  std::u32string letters;
  int growths = 0;
  for (int frame = 0; frame < 60; ++frame) {
    letters.clear();
    for (char32_t i = 0; i < 100; ++i) letters += U'一' + static_cast<char32_t>(frame) * 100 + i;
    kit.invalidate();
    const ImTextureData* before = ImGui::GetIO().Fonts->TexData;
    kit.run(1000 + frame * 100, [&] {
      kit.screen({"letters", Str::app_name});
      kit.pane("letters", [&] {
        std::string line;
        for (const char32_t c : letters) append_utf8(line, c);
        kit.text(verbatim(line));
      });
    });
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {   // as a renderer does
      if (texture->Status == ImTextureStatus_WantCreate) texture->SetTexID(static_cast<ImTextureID>(texture->UniqueID) + 1);
      if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) texture->SetStatus(ImTextureStatus_OK);
      if (texture->Status != ImTextureStatus_WantDestroy || texture->UnusedFrames == 0) continue;
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
    const ImTextureData* now = ImGui::GetIO().Fonts->TexData;
    if (frame > 1 && before != now) ++growths;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
      for (const ImDrawCmd& cmd : list->CmdBuffer)
        if (cmd.ElemCount > 0) BOOST_REQUIRE_MESSAGE(cmd.TexRef._TexData == now, "frame " << frame << " draws from an atlas that was left");
  }
  BOOST_TEST(growths > 0);   // or nothing was tested
}
