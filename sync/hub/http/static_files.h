// StaticFiles: the web app's files, read once at the start and kept packed.
//
// Only what dist/headers.json names is served, with the headers it states (content type, cache, content security
// policy), so there is no path to climb out of. `.br` and `.gz` beside a file are sent to who accepts them.
#pragma once

#include <map>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "sync/hub/http/site.h"

namespace huzhu::hub {

class StaticFiles {
 public:
  // not_found when the folder is not a built app.
  static Result<StaticFiles> load(const std::string& folder);

  HttpReply answer(const HttpRequest& request) const;

 private:
  struct File {
    Bytes plain, brotli, gzip;  // the packed ones may be empty
    std::string etag;
    std::map<std::string, std::string> headers;
  };
  const File* find(const HttpRequest& request) const;

  std::map<std::string, File, std::less<>> files_;  // by path, "/main.0123456789ab.js"
  std::map<std::string, std::string> all_;
  std::string index_;                               // what a navigation to any other address gets
};

}  // namespace huzhu::hub
