// Forced into every WebAssembly test: Boost believes in signals that wasm with exceptions does not have.
#pragma once
#ifdef __cplusplus
#include <boost/config.hpp>
#undef BOOST_HAS_SIGACTION
#endif
