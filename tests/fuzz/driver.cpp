// Runs a fuzz harness (LLVMFuzzerTestOneInput) without libFuzzer, which not every machine has: mutates known-good inputs from a
// seed for some seconds. Usage: NAME_fuzz SECONDS [SEED] FILE…; inputs are the hex values of `key = hex` lines in the files.
// Prints the seed first; when the harness dies, the input as hex, so that a test can keep it.
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;
constexpr std::size_t kLongestInput = 8192;

Input current;

void print_current(int signal_number) {
  std::fprintf(stderr, "died on this input (%zu bytes): ", current.size());
  for (const std::uint8_t byte : current) std::fprintf(stderr, "%02x", byte);
  std::fputc('\n', stderr);
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

Input from_hex(const std::string& text) {
  Input bytes;
  if (text.size() % 2 != 0 || text.find_first_not_of("0123456789abcdef") != std::string::npos) return bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) bytes.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
  return bytes;
}

void add_seeds(const char* path, std::vector<Input>& seeds) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t at = line.find(" = ");
    if (at == std::string::npos) continue;
    if (Input bytes = from_hex(line.substr(at + 3)); bytes.size() >= 4) seeds.push_back(std::move(bytes));
  }
}

class Mutator {
 public:
  Mutator(std::uint64_t seed, std::vector<Input> seeds) : random_(seed), seeds_(std::move(seeds)) {}

  Input next() {
    Input bytes = seeds_[below(seeds_.size())];
    for (std::size_t left = 1 + below(6); left > 0; --left) change(bytes);
    if (bytes.size() > kLongestInput) bytes.resize(kLongestInput);
    return bytes;
  }

 private:
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

  void change(Input& bytes) {
    const std::size_t at = below(bytes.size());
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (bytes.empty() ? 4 : below(7)) {
      case 0: bytes[at] ^= static_cast<std::uint8_t>(1u << below(8)); break;
      case 1: bytes[at] = kEdges[below(sizeof kEdges)]; break;
      case 2: bytes.resize(at); break;
      case 3: bytes.erase(place, place + static_cast<std::ptrdiff_t>(1 + below(std::min<std::size_t>(8, bytes.size() - at) - 1))); break;
      case 4: bytes.insert(place, 1 + below(8), static_cast<std::uint8_t>(random_())); break;
      case 5: bytes[at] = static_cast<std::uint8_t>(bytes[at] + below(3) - 1); break;
      default: {  // the tail of another input
        const Input& other = seeds_[below(seeds_.size())];
        const std::size_t from = below(other.size());
        bytes.resize(at);
        bytes.insert(bytes.end(), other.begin() + static_cast<std::ptrdiff_t>(from), other.end());
      }
    }
  }

  static constexpr std::uint8_t kEdges[] = {0x00, 0x01, 0x7f, 0x80, 0x81, 0xfe, 0xff};
  std::mt19937_64 random_;
  std::vector<Input> seeds_;
};

}  // namespace

int main(int count, char** arguments) {
  const int seconds = count > 1 ? std::atoi(arguments[1]) : 10;
  std::uint64_t seed = std::random_device{}();
  std::vector<Input> seeds = {{0}};
  for (int i = 2; i < count; ++i) {
    const std::string argument = arguments[i];
    if (i == 2 && argument.find_first_not_of("0123456789") == std::string::npos) seed = std::stoull(argument);
    else add_seeds(arguments[i], seeds);
  }
  std::printf("seed %llu, %zu inputs to start from\n", static_cast<unsigned long long>(seed), seeds.size());
  std::fflush(stdout);
  if (count > 2 && seeds.size() < 2) {
    std::fputs("the files hold no input\n", stderr);
    return 1;
  }
  for (const int number : {SIGABRT, SIGSEGV, SIGFPE, SIGILL}) std::signal(number, print_current);

  for (const Input& input : seeds) {
    current = input;
    LLVMFuzzerTestOneInput(current.data(), current.size());
  }
  Mutator mutator(seed, std::move(seeds));
  std::uint64_t runs = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  while (runs % 256 != 0 || std::chrono::steady_clock::now() < end) {
    current = mutator.next();
    LLVMFuzzerTestOneInput(current.data(), current.size());
    ++runs;
  }
  std::printf("%llu inputs, nothing died\n", static_cast<unsigned long long>(runs));
}
