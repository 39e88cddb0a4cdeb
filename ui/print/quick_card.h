// The quick card: one sheet of A4 to hang beside the tablet: the day in six steps, whom to ask, and the version, to be
// compared with the one in 设置 (people-and-security.md "Who serves the code"). It says nothing about any elder.
#pragma once

#include "ui/print/document.h"

namespace huzhu::ui::print {

struct QuickCardView {
  Text station, phone, lead;   // empty: a line to write on
  Text version;
  std::string address;         // of the page; empty when not known
};
Document quick_card(const QuickCardView& view);

}  // namespace huzhu::ui::print
