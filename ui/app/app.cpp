#include "ui/app.h"

#include "ui/app/program.h"

namespace huzhu::ui {

struct App::Impl {
  Program program;
  explicit Impl(AppSetup setup) : program(std::move(setup)) {}
};

App::App(AppSetup setup) : impl_(std::make_unique<Impl>(std::move(setup))) {}
App::~App() = default;

void App::handle(const Event& event) { impl_->program.handle(event); }
bool App::frame(double now_ms) { return impl_->program.run(now_ms); }
bool App::wants_frame() const { return impl_->program.wants_frame(); }
bool App::wants_work() const { return impl_->program.wants_work(); }
double App::deadline_ms() const { return impl_->program.deadline_ms(); }
const Tree& App::tree() const { return impl_->program.kit().tree(); }
std::vector<Effect> App::take_effects() { return impl_->program.take_effects(); }
void App::context_lost() { impl_->program.kit().context_lost(); }

}  // namespace huzhu::ui
