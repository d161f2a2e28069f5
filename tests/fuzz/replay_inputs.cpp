// SPDX-License-Identifier: Apache-2.0
// Stands in for libFuzzer where the compiler has none, so that fuzzers never rot: gives the target each file of the
// directories or files named, whole, cut short and with bytes changed, and a fixed series of random inputs besides.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace
{

constexpr int changesPerFile = 200;
constexpr int randomInputs = 2000;
constexpr std::size_t longestChanged = 16 * 1024;

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void give(const std::string& input)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

} // namespace

int main(int argc, char** argv)
{
    std::vector<std::string> inputs;
    for (int i = 1; i < argc; ++i) {
        if (!std::filesystem::is_directory(argv[i])) {
            inputs.push_back(contentOf(argv[i]));
            continue;
        }
        for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
            inputs.push_back(contentOf(entry.path()));
        if (inputs.empty()) {
            std::fprintf(stderr, "%s holds no inputs\n", argv[i]);
            return 1;
        }
    }
    std::mt19937 random(1);
    const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    for (const std::string& input : inputs) {
        give(input);
        for (int i = 0; i < changesPerFile && !input.empty() && input.size() <= longestChanged; ++i) {
            std::string changed = input.substr(0, 1 + below(input.size()));
            changed[below(changed.size())] = static_cast<char>(below(256));
            give(changed);
        }
    }
    for (int i = 0; i < randomInputs; ++i) {
        std::string bytes(below(200), '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(below(256));
        give(bytes);
    }
    std::printf("%zu inputs replayed\n", inputs.size());
    return 0;
}
