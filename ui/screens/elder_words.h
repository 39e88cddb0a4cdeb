// Words of an elder's file that the screen and the printed sheet share.
#pragma once

#include "core/registry/elder_file.h"
#include "ui/text/text.h"

namespace huzhu::ui {

Str safety_title(registry::SafetyKind kind);              // 过敏
Text happening_words(const registry::Happening& h);       // 平安; 帮着打扫 1 小时

}  // namespace huzhu::ui
