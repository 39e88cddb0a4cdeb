// What a Service answers about pictures and sounds.
#include "sync/hub/answers.h"

namespace huzhu::hub {

Answer Service::blobs_have(const Caller& caller, ByteView body) {
  const auto question = sync::decode<sync::BlobQuestion>(body);
  if (!question) return refuse(refusal_of(question.error()));
  if (!may_hold(caller, question->scope)) return refuse(sync::Refusal::wrong_scope);
  const auto answer = blobs_.standing(*question);
  return answer ? answer_with(*answer) : fault(answer.error());
}

Answer Service::blobs_get(const Caller& caller, ByteView body) {
  const auto request = sync::decode<sync::BlobRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (!may_hold(caller, request->scope)) return refuse(sync::Refusal::wrong_scope);
  const auto answer = blobs_.chunks(*request);
  return answer ? answer_with(*answer) : fault(answer.error());
}

// A revoked device may hold no scope: what it still has to give are records alone.
Answer Service::blobs_put(const Caller& caller, ByteView body) {
  const auto offer = sync::decode<sync::BlobOffer>(body);
  if (!offer) return refuse(refusal_of(offer.error()));
  if (!may_hold(caller, offer->scope)) return refuse(sync::Refusal::wrong_scope);
  const auto answer = blobs_.take(*offer);
  return answer ? answer_with(*answer) : fault(answer.error());
}

}  // namespace huzhu::hub
