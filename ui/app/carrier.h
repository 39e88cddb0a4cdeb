// Carrier: records carried by hand, between the pages and sync/bundle: packs and opens bundles, keeps the codes being shown
// and read, and takes in what came in slices. Lives from unlock to lock; everything asynchronous comes back through Program.
#pragma once

#include <optional>

#include "sync/bundle/gather.h"
#include "ui/app/codes.h"
#include "ui/screens/carry.h"

namespace huzhu::ui {

class Program;

// A bundle that goes out: into a file or onto the screen.
struct Outgoing {
  PackedView packed;
  ShownCodes codes;
  std::string name;                  // 捎给中心
  Bytes bundle;
};

class Carrier {
 public:
  explicit Carrier(Program& program) : program_(program) {}

  // -- out -------------------------------------------------------------------------------------------------
  std::vector<sync::Recipient> recipients();
  void pack(const std::optional<sync::Recipient>& to);   // none: the centre
  Outgoing& out() { return out_; }
  Outgoing& answer() { return answer_; }                 // the hub's answer to somebody, on its way back
  void save(Outgoing& what);
  void show(Outgoing& what);                             // codes on and off
  void pause(Outgoing& what) { what.codes.pause(); }
  void turn(Outgoing& what) { what.codes.turn(program_); }

  // -- in --------------------------------------------------------------------------------------------------
  void begin(bool scanning);                             // the page was opened: nothing is left of what was before
  void take(Bytes file);
  void scan();                                           // camera on, reading from the start
  void code_read(const std::string& text);
  void camera(event::Camera state);
  const CarryInView& in();

  // A slice of work; true when more is left.
  bool step();

 private:
  void open(ByteView file);
  void opened(bool ok, Bytes plain);
  void fail(ErrorCode code);
  void finish();
  void take_relayed();

  Program& program_;
  Outgoing out_, answer_;
  CarryInView in_;
  ReadCodes reading_;
  std::optional<sync::TakeIn> taking_;
  std::uint32_t packs_ = 0, opens_ = 0;  // what comes back for an older one is dropped
};

}  // namespace huzhu::ui
