#include "sync/client/incident_book.h"

#include <algorithm>

#include "sync/wire.h"

namespace huzhu::sync {

namespace {
constexpr std::string_view fact = "sync/incidents";
constexpr std::size_t kept_max = 50;  // a screen of them; the oldest go
}  // namespace

IncidentBook::IncidentBook(store::Replica& replica, Clock& clock) : replica_(replica), clock_(clock) {
  const auto stored = replica_.fact(fact);
  if (!stored) return;
  Reader in(*stored);
  for (std::size_t left = in.count(kept_max, 18); left > 0 && in.ok(); --left) {
    Incident one;
    one.kind = static_cast<IncidentKind>(in.byte());
    one.scope.value = in.u64();
    one.author.value = in.u64();
    one.at_ms = in.signed_varint();
    if (in.ok() && one.kind <= IncidentKind::two_histories) all_.push_back(one);
  }
}

void IncidentBook::add(std::vector<Incident> found) {
  for (Incident& one : found) {
    one.at_ms = clock_.now_ms();
    std::erase_if(all_, [&](const Incident& old) { return old.kind == one.kind && old.scope == one.scope && old.author == one.author; });
    all_.push_back(one);
  }
  if (all_.size() > kept_max) all_.erase(all_.begin(), all_.end() - static_cast<std::ptrdiff_t>(kept_max));
  save();
}

void IncidentBook::clear() {
  all_.clear();
  save();
}

void IncidentBook::save() {
  Writer out;
  out.varint(all_.size());
  for (const Incident& one : all_) {
    out.byte(static_cast<std::uint8_t>(one.kind));
    out.u64(one.scope.value);
    out.u64(one.author.value);
    out.signed_varint(one.at_ms);
  }
  const Bytes bytes = out.take();
  (void)replica_.put_fact(fact, bytes);  // when the disk is full the incident is still on the screen
}

}  // namespace huzhu::sync
