// SPDX-License-Identifier: Apache-2.0
// The object that `nsscope-cli trash --json` prints, read back for tests.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nsscope
{

struct TrashResult
{
    struct Life
    {
        std::int64_t n = 0;
        std::uint64_t inode = 0;
        std::uint64_t id = 0;
        std::int64_t bornNs = 0;
        std::optional<std::int64_t> leftNs;
        std::optional<std::int64_t> obsoleteToNs;
        std::optional<std::int64_t> freeFromNs; ///< the number was taken until then at least
        std::optional<std::int64_t> freeToNs; ///< the number is free for certain: number_free, else destroyed
        std::optional<std::int64_t> reuses;
    };
    struct Run
    {
        std::string name;
        std::int64_t distinct = 0;
        std::int64_t reused = 0;
        std::vector<Life> lives;
    };
    std::string schema;
    std::string type;
    std::uint64_t original = 0;
    std::vector<Run> runs;
    bool handleWitness = false;
    bool endsAreSeen = false;   ///< by a witness of all ends of clean-up work
    std::size_t netCleanups = 0; ///< runs of cleanup_net; 0 where they are not seen
};

/// Throws simdjson::simdjson_error where it is not that object.
TrashResult parseTrashResult(const std::string& json);

/// Why the slow run could not alternate between two numbers although all is well: by the evidence of its lives, a
/// number was not free yet when the next but one namespace was made (clean-up under load), or it was and somebody else
/// had taken it. Empty where the evidence names neither.
std::string disturbanceOf(const TrashResult::Run& run);

/// From one birth to the next, on average.
std::int64_t paceOf(const TrashResult::Run& run);

} // namespace nsscope
