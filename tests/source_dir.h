// Where the checkout is, for tests that read its files. Defined in each test program's main file alone, so that no other
// file's compilation depends on the folder and a fresh clone finds it in the cache.
#pragma once

namespace huzhu::test {

extern const char* const source_dir;

}  // namespace huzhu::test
