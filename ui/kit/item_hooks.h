// Item hooks: what ImGui itself was told about in a frame, for the completeness test. Native builds only.
//
// ImGui calls these for every item of any widget (IMGUI_ENABLE_TEST_ENGINE). A screen that drew a widget past the kit
// would be in this list and not in the tree.
#pragma once

#include <vector>

namespace huzhu::ui {

// Starts listing the items of the current ImGui context.
void watch_items();
// Identifiers reported since the last call, windows left out.
std::vector<unsigned> take_reported_items();

}  // namespace huzhu::ui
