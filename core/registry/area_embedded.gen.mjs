// Puts assets/areas/620111.csv into the program, so that a hub can found the demonstration county without any file.
import { readFileSync, writeFileSync } from 'node:fs';

const csv = readFileSync('assets/areas/620111.csv', 'utf8');
writeFileSync(process.argv[2], `#include "core/registry/area.h"

namespace huzhu::registry {

namespace {
constexpr std::string_view county_620111 = R"csv(${csv})csv";
}  // namespace

std::optional<std::string_view> embedded_county(std::int64_t county) {
  if (county == 620111) return county_620111;
  return std::nullopt;
}

}  // namespace huzhu::registry
`);
