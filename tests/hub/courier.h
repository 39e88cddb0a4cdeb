// A county in which records go by hand: what a tablet packs, the hub takes in and answers, and a tablet takes in again.
#pragma once

#include <boost/test/unit_test.hpp>

#include "core/care/visits.h"
#include "sync/bundle/envelope.h"
#include "sync/bundle/gather.h"
#include "sync/bundle/take_in.h"
#include "sync/hub/carry.h"
#include "sync/hub/deflate.h"
#include "tests/hub/county.h"

namespace huzhu::test {

struct Courier : County {
  Courier() : a(enrol(village, "陈桂香", 11)), b(enrol(village, "王建国", 12)) {
    BOOST_REQUIRE(a);
    BOOST_REQUIRE(b);
  }

  Bytes pack(Tablet& from, const PublicKey& to, const sync::Records& letter) {
    return std::move(sync::seal_envelope(facts.county_root, to, hub::deflate(sync::encode(letter)), from.device.random)).value();
  }
  Bytes for_hub(Tablet& from) {
    return pack(from, facts.hub_key, sync::gather_for_hub(from.replica(), from.client->book(), clock).letter);
  }
  Bytes for_tablet(Tablet& from, Tablet& to) {
    for (const sync::Recipient& one : sync::recipients(from.replica(), clock.ms))
      if (one.author == to.device.key.author()) return pack(from, one.key, sync::gather_for_device(from.replica(), from.client->book(), one, clock).letter);
    return {};
  }
  Result<sync::Letter> open(Tablet& at, ByteView bundle) {
    HUZHU_ASSIGN(const Bytes deflated, sync::open_envelope(bundle, at.replica().identity()->county_root, at.device.key));
    HUZHU_ASSIGN(const Bytes plain, hub::inflate(deflated, limits::bundle_plain_bytes_max));
    return sync::decode_letter(plain);
  }
  Result<sync::TakenIn> take(Tablet& at, ByteView bundle) {
    HUZHU_ASSIGN(sync::Letter letter, open(at, bundle));
    sync::TakeIn in(at.replica(), at.client->book(), std::move(letter));
    while (in.more()) HUZHU_TRY(in.step());
    incidents = in.take_incidents();
    return in.taken();
  }
  hub::CarriedIn at_hub(ByteView bundle) {
    auto carried = hub::carry_in(*service, bundle);
    BOOST_REQUIRE(carried.ok());
    return std::move(carried).value();
  }
  bool same(Tablet& x, Tablet& y) {
    const ScopeId scope = village_scope(x);
    return x.replica().log_digest(scope) == y.replica().log_digest(scope) && x.replica().table_digest(scope) == y.replica().table_digest(scope);
  }

  std::unique_ptr<Tablet> a, b;
  std::vector<sync::Incident> incidents;
};

}  // namespace huzhu::test
