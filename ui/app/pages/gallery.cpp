// ?gallery: the kit's controls, without keyring or records. Nothing leads here; the look chosen here is not kept.
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/kit/gallery.h"

namespace huzhu::ui {
namespace {

class GalleryPage final : public Page {
 public:
  std::string path() const override { return "gallery"; }
  Topic topic() const override { return Topic::none; }
  void draw(Program& program) override {
    if (!asked_) state_.look = program.kit().theme().look();
    asked_ = true;
    gallery_screen(program.kit(), state_);
    program.kit().set_look(state_.look);
  }

 private:
  GalleryState state_;
  bool asked_ = false;
};

}  // namespace

PagePtr make_gallery_page() { return std::make_unique<GalleryPage>(); }

}  // namespace huzhu::ui
