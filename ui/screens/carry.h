// 捎出去 and 收进来: records carried by hand, by file or by codes: what is packed, for whom, and what became of what came.
#pragma once

#include <optional>

#include "sync/bundle/carry_answer.h"
#include "sync/bundle/take_in.h"
#include "ui/screens/codes.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

// A bundle that can be saved or shown.
struct PackedView {
  bool packing = false, ready = false;
  ErrorCode error = ErrorCode::none;
  std::uint64_t segments = 0;
  bool whole = false;               // a village's records rather than what waits
  bool complete = true;
  std::string saved_as;             // after 存成文件
};

struct CarryOutView {
  std::vector<Text> recipients;     // the centre first
  int chosen = 0;
  PackedView packed;
  CodesView codes;
};
enum class CarryOutAct : std::uint8_t { none, choose, save, show, pause };
CarryOutAct carry_out_content(Kit& kit, CarryOutView& view);

struct CarryInView {
  enum class State : std::uint8_t { nothing, opening, asking, taking, done, handed_on, failed };
  State state = State::nothing;
  ErrorCode error = ErrorCode::none;
  bool for_hub = false;             // failed: it needs a network
  sync::TakenIn taken;              // done
  Text from;                        // the device that made it
  sync::CarryAnswer hub;            // handed_on
  PackedView answer;                // handed_on: the bundle that goes back
  CodesView codes;
  bool scanning = false;
  ReadingView reading;
};
enum class CarryInAct : std::uint8_t { none, scan, save, show, pause };
CarryInAct carry_in_content(Kit& kit, const CarryInView& view);

}  // namespace huzhu::ui
