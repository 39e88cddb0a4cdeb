// Frames: what run() does between a press and a picture; nodes as they are added; strips of the window.
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/kit/item_hooks.h"
#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr int passes_max = 8;
constexpr double hold_ms = 300;   // after the finger nothing is reordered

Audit& audit_slot() {
  static Audit audit;
  return audit;
}

bool& ink_wanted() {
  static bool wanted = false;
  return wanted;
}

// Fields draw label and help around their box, which is only where the DOM's input lies; so do boxes and pads.
bool draws_around_itself(const Node& n) {
  return n.role == Role::textbox || n.role == Role::textarea || n.role == Role::searchbox || n.role == Role::combobox || (n.flags & node_draws) != 0 ||
         !n.error.empty();
}

void find_spilled(KitState& s) {
  constexpr float slack = 2;
  const auto within = [](const Rect& part, const Rect& whole) {
    return part.x >= whole.x - slack && part.x + part.w <= whole.x + whole.w + slack && part.y >= whole.y - slack && part.y + part.h <= whole.y + whole.h + slack;
  };
  for (const Audit::Ink& ink : s.audit.ink) {
    const Node* owner = s.find_node(ink.owner);
    if (owner == nullptr) continue;   // said elsewhere
    const bool sideways = ink.rect.x < ink.seen_in.x - slack || ink.rect.x + ink.rect.w > ink.seen_in.x + ink.seen_in.w + slack;
    if (sideways || (!draws_around_itself(*owner) && !within(ink.rect, owner->rect))) s.audit.spilled.push_back(ink.words + " of " + owner->key);
  }
}

}  // namespace

void audit_ink(bool wanted) { ink_wanted() = wanted; }
const Audit& last_audit() { return audit_slot(); }

std::uint32_t hash_key(std::string_view key) {
  std::uint32_t h = 2166136261u;
  for (const char c : key) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
  return h;
}

NodeId node_id(const Id& id, Role role) {
  std::uint32_t h = hash_key(id.key);
  h = (h ^ static_cast<std::uint32_t>(role)) * 16777619u;
  h ^= h >> 15;
  return h == 0 ? 1 : h;
}

PaneId pane_id(const Id& id) {
  const std::uint32_t h = hash_key(id.key) ^ 0x50616E65u;
  return h == 0 ? 1 : h;
}

KitState::KitState(const ImFontLoader* loader) {
#ifdef IMGUI_ENABLE_TEST_ENGINE
  take_reported_items();   // ImGui asks for the hooks after our library was searched: name one here
#endif
  context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;   // a blinking caret would be a frame twice a second
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = ImVec2(0, 0);
  style.WindowBorderSize = 0;
  style.AntiAliasedLinesUseTex = false;    // the atlas holds glyphs only
  const auto add_font = [&](unsigned flags, const char* name) {
    ImFontConfig config;
    config.FontLoader = loader;
    config.FontLoaderFlags = flags;
    std::string_view(name).copy(config.Name, sizeof config.Name - 1);  // which is all zeros
    return io.Fonts->AddFont(&config);
  };
  constexpr unsigned bold_flag = 1u << 5;  // ImGuiFreeTypeLoaderFlags_Bold: the loader's word for the second weight
  fonts.regular = add_font(0, "regular");
  fonts.bold = add_font(bold_flag, "bold");
  relook();
}

KitState::~KitState() {
  ImGuiContext* const others = ImGui::GetCurrentContext();   // of another kit, where there are several
  ImGui::SetCurrentContext(context);
  for (const auto& photo : photos) ImGui::UnregisterUserTexture(&photo->texture);
  if (others != context) ImGui::SetCurrentContext(others);
  ImGui::DestroyContext(context);
}

void KitState::relook() {
  Look look = chosen;
  if (look.density != Density::elder) look.density = window_w >= 1024 && fine_pointer && !touched ? Density::desk : Density::standard;
  theme = Theme(look);
  dirty = true;
}

void KitState::wake_at(double at_ms) {
  if (own_deadline < 0 || at_ms < own_deadline) own_deadline = at_ms;
}

// ---- a pass ----------------------------------------------------------------------------------------------

void KitState::begin_pass() {
  ImGui::NewFrame();
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(window_w, window_h));
  ImGui::Begin("huzhu", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoNav);
  list = ImGui::GetWindowDrawList();
  used_nodes = 0;
  building.panes.clear();
  building.title.clear();
  boxes.clear();
  rings.clear();
  visible_before.swap(visible);
  visible.clear();
  audit = {};
  layer = Layer::base;
  pane = 0;
  ox = oy = 0;
  parent = 0;
  after = false;
  set_size = position = 0;
  column_number = 0;
  overlay_open = false;
  toast_placed = false;
  pad = {};
  unsettled = false;
  own_deadline = -1;
  area = {inset_left, inset_top, window_w - inset_left - inset_right, window_h - inset_top - inset_bottom};
  // Rail and side stand beside the top bar, whichever the screen calls first.
  rail_kept = rail_drawn;
  rail_drawn = 0;
  area.x += rail_kept;
  area.w -= rail_kept;
  place = &loose;
  set_loose();

  // Texts typed since go in together; presses one by one, each seeing what the one before has changed.
  current.clear();
  std::size_t taken = 0;
  while (taken < queue.size() && queue[taken].kind == Input::Kind::text) ++taken;
  if (taken == 0 && !queue.empty()) taken = 1;
  const auto end = queue.begin() + static_cast<std::ptrdiff_t>(taken);
  current.assign(queue.begin(), end);
  queue.erase(queue.begin(), end);
}

void KitState::end_pass() {
  flush_rings();
  if (rail_drawn != rail_kept) unsettled = true;
  ImGui::End();
  building.nodes.resize(used_nodes);
  building.overlay_open = overlay_open;
  find_spilled(*this);
  for (const NodeId owner : audit.text_owners)
    if (find_node(owner) == nullptr) audit.ownerless.push_back(std::to_string(owner));
  if (overlay_open != overlay_was_open) {
    if (overlay_open) focus_before_overlay = focus;
    else wants_node = focus_before_overlay;
    overlay_was_open = overlay_open;
  }
  if (visible != visible_before) unsettled = true;   // a foot that says which rows are seen was drawn before them
  outside_pressed = false;
  // Not before the last pass: what an earlier one asks for is never drawn.
  if (wants_node != 0 && !unsettled && queue.empty()) {
    if (Node* n = find_node(wants_node); n != nullptr && wants_focus.empty()) n->flags |= node_focus;
    wants_node = 0;
  }
  if (!wants_focus.empty()) {
    for (Node& n : building.nodes)
      if (n.key == wants_focus) {
        n.flags |= node_focus;
        for (Pane& p : building.panes) {
          if (p.id != n.pane) continue;
          const bool shown_whole = n.rect.y >= p.scroll_top && n.rect.y + n.rect.h <= p.scroll_top + p.rect.h;
          if (!shown_whole) p.scroll_request = std::max(0.0f, n.rect.y - 24);
        }
        if (!unsettled && queue.empty()) wants_focus.clear();
        break;
      }
  }
}

// ---- nodes -----------------------------------------------------------------------------------------------

Node& KitState::add_node(const Id& id, Role role, const Rect& rect, const Text& name) {
  if (used_nodes == building.nodes.size()) building.nodes.emplace_back();
  Node& n = building.nodes[used_nodes++];   // an old node: its strings keep their room
  n.id = node_id(id, role);
  n.parent = parent;
  n.pane = pane;
  n.layer = layer;
  n.role = role;
  n.flags = after && pane == 0 ? static_cast<std::uint32_t>(node_after) : 0u;
  n.rect = rect;
  n.key = id.key;
  n.name = name.plain();
  n.value.clear();
  n.description.clear();
  n.error.clear();
  n.level = 0;
  n.set_size = set_size;
  n.position = position;
  n.input_mode = InputMode::text;
  n.max_length = 0;
  n.font_size = 0;
  n.bold = false;
  // ImGui's own register of items, so that a test can compare it with the nodes.
  const ImVec2 low(rect.x + ox, rect.y + oy);
  ImGui::ItemAdd(ImRect(low, ImVec2(low.x + rect.w, low.y + rect.h)), n.id);
  return n;
}

Node* KitState::find_node(NodeId id) {
  for (std::size_t i = 0; i < used_nodes; ++i)
    if (building.nodes[i].id == id) return &building.nodes[i];
  return nullptr;
}

// ---- text with its node --------------------------------------------------------------------------------------

TextBlock KitState::block(const Text& words, Type type, bool bold, float max_width, int max_lines) {
  TextBlock b = lay_out(fonts, words, {.type = theme.type(type), .bold = bold, .max_width = max_width, .max_lines = max_lines});
  if (b.cut) audit.cut_texts.push_back(words.plain());
  return b;
}

void KitState::put(const TextBlock& words, float x, float y, float width, float align, Colour colour, NodeId owner) {
  audit.text_owners.push_back(owner);
  if (ink_wanted() && words.width > 0) {
    const float air = (words.type.line - words.type.size) / 2;
    const ImVec2 low = list->GetClipRectMin(), high = list->GetClipRectMax();
    audit.ink.push_back({owner, {x + (width - words.width) * align, y + air, words.width, words.height - 2 * air},
                         {low.x - ox, low.y - oy, high.x - low.x, high.y - low.y}, words.bytes});
  }
  draw_text(list, fonts, words, x + ox, y + oy, width, align, theme.colour(colour), owner);
}

void KitState::put_middle(const TextBlock& words, const Rect& r, float align, Colour colour, NodeId owner) {
  put(words, r.x, r.y + (r.h - words.height) / 2, r.w, align, colour, owner);
}

// ---- the kit's own calls -----------------------------------------------------------------------------------

Kit::Kit(const ImFontLoader* loader) : state_(std::make_unique<KitState>(loader)) {}
Kit::~Kit() = default;

bool Kit::run(double now_ms, FunctionRef<void()> draw) {
  KitState& s = *state_;
  s.now = now_ms;
  if (s.hold_begins) {
    s.hold_until = now_ms + hold_ms;
    s.hold_begins = false;
  }
  if (!s.finger.down && now_ms >= s.hold_until) s.pointer_recent = false;
  const double due = deadline_ms();
  if (due >= 0 && now_ms >= due) s.dirty = true;
  if (s.app_deadline >= 0 && now_ms >= s.app_deadline) s.app_deadline = -1;
  if (!s.dirty && s.queue.empty()) return false;

  ImGui::SetCurrentContext(s.context);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(s.window_w, s.window_h);
  io.DisplayFramebufferScale = ImVec2(s.ratio, s.ratio);
  io.DeltaTime = 1.0f / 60;
  // Glyphs and edges are drawn for device pixels although all measures are dp.
  ImGui::GetDrawListSharedData()->InitialFringeScale = 1 / s.ratio;
  s.fonts.regular->CurrentRasterizerDensity = s.fonts.bold->CurrentRasterizerDensity = s.ratio;
  s.dirty = false;
  for (int pass = 0; pass < passes_max; ++pass) {
    if (pass > 0) ImGui::EndFrame();
    s.begin_pass();
    const ImTextureData* letters = io.Fonts->TexData;
    draw();
    // The atlas grew on the way: new letters that were drawn before it did lie in a texture that they never reach.
    if (io.Fonts->TexData != letters) s.unsettled = true;
    s.end_pass();
    if (!s.unsettled && s.queue.empty()) break;
  }
  ImGui::Render();
  s.building.frame = s.shown.frame + 1;
  if (s.waiting_now) s.waiting_frame = s.building.frame;
  s.waiting_now = false;
  std::swap(s.shown, s.building);
  for (PaneMemory* memory = nullptr; const Pane& p : s.shown.panes) {
    memory = &s.panes[p.id];
    memory->seen_frame = s.shown.frame;
    if (p.scroll_request >= 0) memory->request = -1;
  }
  s.keep_history();
  s.update_hover();
  // Measures that never agree must not keep the machine awake; a test sees them here.
  s.audit.unsettled = s.unsettled && s.queue.empty();
  s.unsettled = false;
  audit_slot() = s.audit;
  if (!s.finger.down && now_ms < s.hold_until) s.wake_at(s.hold_until);
  if (s.toast.until_ms > 0) s.wake_at(s.toast.until_ms);
  return true;
}

const Tree& Kit::tree() const { return state_->shown; }
void Kit::invalidate() { state_->dirty = true; }
void Kit::invalidate_at(double at_ms) {
  double& d = state_->app_deadline;
  if (d < 0 || at_ms < d) d = at_ms;
}
double Kit::deadline_ms() const {
  const double a = state_->app_deadline, b = state_->own_deadline;
  return a < 0 ? b : b < 0 ? a : std::min(a, b);
}
bool Kit::wants_frame() const { return state_->dirty || !state_->queue.empty(); }
void Kit::set_look(const Look& look) {
  if (state_->chosen == look) return;
  state_->chosen = look;
  state_->relook();
}
void Kit::forget() {
  KitState& s = *state_;
  s.queue.clear();
  s.focus = s.hover = 0;
  s.finger = {};
  s.trace = {};
  s.panes.clear();
  s.expected = {};
  s.remembered.clear();
  s.toast = {};
  s.undone = 0;
  // Names and numbers in old trees are gone too, not only out of sight.
  s.building = {};
  s.history.clear();
  s.drop_photos();
  s.dirty = true;
}
void Kit::context_lost() {
  ImGui::SetCurrentContext(state_->context);
  // What was to be let go of went with the context.
  for (const auto& photo : state_->photos) {
    if (!photo->dropped) continue;
    photo->texture.SetTexID(ImTextureID_Invalid);
    photo->texture.BackendUserData = nullptr;
    photo->texture.SetStatus(ImTextureStatus_Destroyed);
  }
  state_->let_photos_go();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->BackendUserData = nullptr;
    if (texture->Status != ImTextureStatus_Destroyed) texture->SetStatus(ImTextureStatus_WantCreate);
  }
  state_->dirty = true;
}
const Theme& Kit::theme() const { return state_->theme; }
Form Kit::form() const {
  if (state_->theme.desk()) return Form::desk;
  return state_->window_w < 600 ? Form::phone : Form::tablet;
}
float Kit::window_width() const { return state_->window_w; }
bool Kit::narrow() const { return state_->window_w < 340; }
double Kit::now_ms() const { return state_->now; }
bool Kit::hold_order(double at_ms) const { return state_->finger.down || state_->hold_begins || at_ms < state_->hold_until; }
bool Kit::key(std::string_view name) { return !state_->overlay_was_open && state_->take_key(name); }
bool Kit::field_focused() const {
  for (const Node& n : state_->shown.nodes)
    if (n.id == state_->focus) return n.role == Role::textbox || n.role == Role::textarea || n.role == Role::searchbox;
  return false;
}
void Kit::focus(const Id& id) { state_->wants_focus = id.key; state_->dirty = true; }
void Kit::scroll_to_top(const Id& pane) {
  state_->panes[pane_id(pane)].request = 0;
  state_->dirty = true;
}
void Kit::visible_rows(const Id& id, int& first, int& last) const {
  first = last = 0;
  for (const auto& [node, range] : state_->visible_before)
    if (node == node_id(id, Role::list) || node == node_id(id, Role::table)) first = range.first, last = range.second;
}

}  // namespace huzhu::ui
