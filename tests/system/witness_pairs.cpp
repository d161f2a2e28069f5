// SPDX-License-Identifier: Apache-2.0
#include "tests/system/witness_pairs.h"

#include <algorithm>
#include <fmt/format.h>

namespace nsscope
{

namespace
{

/// Of a net namespace on every kernel: the last reference goes, the teardown begins, the number is free, then the quota
/// is back (net/core/net_namespace.c cleanup_net).
int rankOf(EvidenceKind kind) { return static_cast<int>(kind); }

bool bothRight(const Evidence& a, const Evidence& b, std::int64_t slack)
{
    if (a.kind == b.kind)
        return a.when.from.ns <= b.when.to.ns + slack && b.when.from.ns <= a.when.to.ns + slack;
    const bool aFirst = rankOf(a.kind) < rankOf(b.kind);
    const Evidence& first = aFirst ? a : b;
    const Evidence& second = aFirst ? b : a;
    return first.when.from.ns <= second.when.to.ns + slack;
}

std::string text(const Evidence& one)
{
    return fmt::format("{} says {} of {} between {} and {}", one.witness, evidenceKindName(one.kind), linkText(one.ns),
                       one.when.from.ns, one.when.to.ns);
}

} // namespace

void WitnessPairs::add(const std::vector<Evidence>& told, std::int64_t slack)
{
    std::map<std::string, std::vector<const Evidence*>> by;
    for (const Evidence& one : told)
        by[one.witness].push_back(&one);
    for (auto a = by.begin(); a != by.end(); ++a) {
        ++m_lives[a->first];
        for (auto b = std::next(a); b != by.end(); ++b) {
            Count& count = m_pairs[{a->first, b->first}];
            bool agree = true;
            for (const Evidence* ofA : a->second) {
                for (const Evidence* ofB : b->second) {
                    if (bothRight(*ofA, *ofB, slack))
                        continue;
                    agree = false;
                    m_contradictions.push_back(text(*ofA) + ", " + text(*ofB));
                }
            }
            ++count.compared;
            count.agree += agree;
        }
    }
}

std::size_t WitnessPairs::livesOf(const std::string& witness) const
{
    const auto found = m_lives.find(witness);
    return found == m_lives.end() ? 0 : found->second;
}

std::size_t WitnessPairs::compared(const std::string& a, const std::string& b) const
{
    const auto found = m_pairs.find(std::minmax(a, b));
    return found == m_pairs.end() ? 0 : found->second.compared;
}

std::string WitnessPairs::table() const
{
    std::string result;
    for (const auto& [witness, lives] : m_lives)
        result += fmt::format("{:<24} {:>6} lives\n", witness, lives);
    for (const auto& [pair, count] : m_pairs)
        result += fmt::format("{:<24} {:>6} compared {:>6} agree\n", pair.first + ", " + pair.second, count.compared, count.agree);
    return result;
}

} // namespace nsscope
