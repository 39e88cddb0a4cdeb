// on_service: runs a piece of work on the service's one thread and comes back with its answer.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "sync/hub/http/site.h"

namespace huzhu::hub {

template <class Work>
asio::awaitable<std::invoke_result_t<Work>> on_service(asio::thread_pool& thread, Work work) {
  auto task = [](Work w) -> asio::awaitable<std::invoke_result_t<Work>> { co_return w(); };
  co_return co_await asio::co_spawn(thread, task(std::move(work)), asio::use_awaitable);
}

}  // namespace huzhu::hub
