// admit(): what the model knows what to do with.
#include <boost/test/unit_test.hpp>

#include "core/log/blob.h"
#include "core/merge/apply.h"

using namespace huzhu;
using log::OpKind;
using merge::Void;

namespace {

log::Operation made(OpKind kind, std::uint16_t field, Value value) {
  log::Operation operation;
  operation.kind = kind;
  operation.entity = EntityId{1};
  operation.type = model::EntityType::person;
  operation.field = field;
  operation.value = std::move(value);
  return operation;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(merge_admit)

BOOST_AUTO_TEST_CASE(every_field_takes_its_own_type_and_no_other) {
  const Value samples[] = {Value::of(std::int64_t{1}), Value::of("text"), Value::of_bytes(view("bytes")), Value::of(EntityId{9})};
  for (const model::Entity& entity : model::entities())
    for (const model::Field& field : entity.fields) {
      const bool is_set = field.merge == model::Merge::set;
      int taken = 0;
      for (Value value : samples) {
        if (field.type == model::FieldType::blob && value.type == WireType::bytes) value = Value::of_bytes(log::encode(log::BlobRef{log::BlobKind::jpeg, 1, {}}));
        log::Operation operation = made(is_set ? OpKind::add : OpKind::set, field.id, value);
        operation.type = entity.type;
        taken += merge::admit(operation) == Void::none;
        operation.kind = is_set ? OpKind::set : OpKind::add;
        BOOST_TEST((merge::admit(operation) == Void::bad_kind));
      }
      BOOST_TEST(taken == 1, entity.name << "." << field.name);
    }
}

BOOST_AUTO_TEST_CASE(only_a_reference_names_a_blob) {
  BOOST_TEST((merge::admit(made(OpKind::set, model::person::photo, Value::of_bytes(view("bytes")))) == Void::bad_value));
  BOOST_TEST((merge::admit(made(OpKind::set, model::person::photo, Value::null())) == Void::none));
}

// A redaction takes a value away and nothing else: what the operation took the place of must not come back.
BOOST_AUTO_TEST_CASE(a_redacted_operation_does_what_it_did) {
  const auto redacted = [](std::uint16_t field, Value value) {
    log::Operation operation = made(OpKind::set, field, std::move(value));
    operation.redacted = true;
    return merge::admit(operation);
  };
  BOOST_TEST((redacted(model::person::photo, Value{WireType::bytes, 0, {}}) == Void::none));
  BOOST_TEST((redacted(model::person::phone, Value{WireType::text, 0, {}}) == Void::none));
  BOOST_TEST((redacted(model::person::photo, Value{WireType::text, 0, {}}) == Void::bad_value));
}

BOOST_AUTO_TEST_CASE(emptying_is_for_registers) {
  BOOST_TEST((merge::admit(made(OpKind::set, model::person::phone, Value::null())) == Void::none));
  BOOST_TEST((merge::admit(made(OpKind::remove, model::person::tags, Value::null())) == Void::bad_value));
}

BOOST_AUTO_TEST_CASE(what_a_newer_program_wrote_is_unknown) {
  BOOST_TEST((merge::admit(made(OpKind::set, 999, Value::of("x"))) == Void::unknown));
  BOOST_TEST((merge::admit(made(static_cast<OpKind>(99), model::person::phone, Value::of("x"))) == Void::unknown));
  log::Operation other = made(OpKind::set, 1, Value::of("x"));
  other.type = static_cast<model::EntityType>(200);
  BOOST_TEST((merge::admit(other) == Void::unknown));
}

BOOST_AUTO_TEST_CASE(text_must_be_text) {
  BOOST_TEST((merge::admit(made(OpKind::set, model::person::phone, Value::of("\xff\xfe"))) == Void::bad_value));
  log::Operation nobody = made(OpKind::set, model::person::phone, Value::of("1"));
  nobody.entity = {};
  BOOST_TEST((merge::admit(nobody) == Void::bad_value));
}

BOOST_AUTO_TEST_CASE(erasing_names_no_field) {
  BOOST_TEST((merge::admit(made(OpKind::erase, 0, Value::null())) == Void::none));
  BOOST_TEST((merge::admit(made(OpKind::erase, 3, Value::null())) == Void::bad_kind));
}

BOOST_AUTO_TEST_SUITE_END()
