// Disk: what one machine has stored, as SQLite sees it through a file system of our own, in memory, with everything that
// goes wrong with disks: what was not flushed is lost or torn when the power goes, bits flip, the room ends, the browser
// throws a whole origin away.
//
// Files are named "<disk>/<file>". One thread. All connections to a disk must be closed before power_off() and erase().
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/base/bytes.h"
#include "tests/sim/dice.h"

namespace huzhu::sim {

// What becomes of the writes that were not flushed.
enum class Unflushed : std::uint8_t { kept, lost, torn };

class Disk {
 public:
  explicit Disk(std::string name);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  std::string path(std::string_view file) const { return name_ + "/" + std::string(file); }

  // The machine stops: nothing that it still tries reaches the disk. stop_after: so many more writes first.
  void stop() { dead_ = true; }
  void stop_after(int writes) { writes_left_ = writes; }
  void stay() { writes_left_.reset(); }  // no stop_after() any more
  bool stopped() const { return dead_; }
  // It starts again, with what had reached the disk.
  void power_off(Unflushed what, Dice& dice);

  void limit_room(std::optional<std::size_t> more_bytes);
  bool flip_a_bit(std::string_view file, Dice& dice);  // false: there is no such file, or it is empty
  void erase();
  void erase(std::string_view file);  // with its journals
  void copy(std::string_view from, std::string_view to);
  std::size_t bytes() const;

  struct File;

 private:
  friend struct FileSystem;
  File* find(std::string_view file);
  bool spend_write();  // false: the machine has stopped

  std::string name_;
  std::map<std::string, std::shared_ptr<File>, std::less<>> files_;
  bool dead_ = false;
  std::optional<int> writes_left_;
  std::optional<std::size_t> bytes_max_;
};

}  // namespace huzhu::sim
