// 捎出去 and 收进来.
#include "ui/app/carrier.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"

namespace huzhu::ui {
namespace {

void draw_centred(Kit& kit, FunctionRef<void()> content) { kit.form() == Form::phone ? content() : kit.centred(760, content); }

class CarryOutPage final : public Page {
 public:
  explicit CarryOutPage(bool codes) : codes_(codes) {}
  std::string path() const override { return "carry"; }
  Topic topic() const override { return Topic::carry_out; }
  Tab tab() const override { return Tab::sync; }

  void load(Program& program) override {
    // Loaded again whenever records change; what is packed stays as long as the same is chosen.
    recipients_ = program.carrier().recipients();
    view_.recipients = {Text(Str::carry_to_hub)};
    for (const sync::Recipient& one : recipients_) view_.recipients.push_back(verbatim(one.name));
    if (loaded_) return;
    loaded_ = true;
    program.carrier().pack({});
  }

  void draw(Program& program) override {
    Carrier& carrier = program.carrier();
    Outgoing& out = carrier.out();
    if (codes_ && out.packed.ready) {
      codes_ = false;
      carrier.show(out);
    }
    carrier.turn(out);
    view_.packed = out.packed;
    view_.codes = out.codes.view();
    program.frame(*this, {.title = Str::carry_out_title});
    CarryOutAct act = CarryOutAct::none;
    program.kit().pane("carry", [&] { draw_centred(program.kit(), [&] { act = carry_out_content(program.kit(), view_); }); });
    switch (act) {
      case CarryOutAct::none: return;
      case CarryOutAct::choose: {
        const auto at = static_cast<std::size_t>(view_.chosen);
        carrier.pack(at == 0 || at > recipients_.size() ? std::nullopt : std::optional(recipients_[at - 1]));
        break;
      }
      case CarryOutAct::save: carrier.save(out); break;
      case CarryOutAct::show: carrier.show(out); break;
      case CarryOutAct::pause: carrier.pause(out); break;
    }
    program.kit().invalidate();
  }

 private:
  bool codes_, loaded_ = false;
  std::vector<sync::Recipient> recipients_;
  CarryOutView view_;
};

class CarryInPage final : public Page {
 public:
  explicit CarryInPage(bool scan) : scan_(scan) {}
  std::string path() const override { return "take"; }
  Topic topic() const override { return Topic::carry_in; }
  Tab tab() const override { return Tab::sync; }

  void load(Program& program) override {
    if (std::exchange(loaded_, true)) return;
    program.carrier().begin(scan_);
  }

  void draw(Program& program) override {
    Carrier& carrier = program.carrier();
    carrier.turn(carrier.answer());
    program.frame(*this, {.title = Str::carry_in_title});
    CarryInAct act = CarryInAct::none;
    program.kit().pane("take", [&] { draw_centred(program.kit(), [&] { act = carry_in_content(program.kit(), carrier.in()); }); });
    switch (act) {
      case CarryInAct::none: return;
      case CarryInAct::scan: carrier.scan(); break;
      case CarryInAct::save: carrier.save(carrier.answer()); break;
      case CarryInAct::show: carrier.show(carrier.answer()); break;
      case CarryInAct::pause: carrier.pause(carrier.answer()); break;
    }
    program.kit().invalidate();
  }

 private:
  bool scan_, loaded_ = false;
};

}  // namespace

PagePtr make_carry_out_page(bool codes) { return std::make_unique<CarryOutPage>(codes); }
PagePtr make_carry_in_page(bool scan) { return std::make_unique<CarryInPage>(scan); }

}  // namespace huzhu::ui
