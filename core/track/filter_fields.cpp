// SPDX-License-Identifier: Apache-2.0
#include "core/track/filter_fields.h"

#include <algorithm>
#include <numeric>

namespace nsscope
{

namespace
{

template <class T> void addNumber(FilterValues& v, T number) { v.numbers.push_back(static_cast<std::int64_t>(number)); }

void collectHolders(const FilterSubject& s, FilterValues& v, void (*add)(const Holder&, FilterValues&))
{
    for (const Holder& holder : s.info.holders)
        add(holder, v);
}

constexpr auto none = [](const FilterSubject&, FilterValues&) {};

// clang-format off
constexpr std::array fields{
    FilterField{"type", FilterFieldKind::Word, [](const FilterSubject& s, FilterValues& v) { v.texts.push_back(nsTypeName(s.info.ref.type)); }},
    FilterField{"inode", FilterFieldKind::Inode, [](const FilterSubject& s, FilterValues& v) { addNumber(v, s.info.ref.inode); }},
    FilterField{"id", FilterFieldKind::Id, [](const FilterSubject& s, FilterValues& v) { if (s.info.ref.id != 0) addNumber(v, s.info.ref.id); }},
    FilterField{"state", FilterFieldKind::Word, [](const FilterSubject& s, FilterValues& v) { v.texts.push_back(s.state); }},
    FilterField{"initial", FilterFieldKind::Flag, [](const FilterSubject& s, FilterValues& v) { addNumber(v, s.info.initial); }},
    FilterField{"owner", FilterFieldKind::Reference, none},
    FilterField{"parent", FilterFieldKind::Reference, none},
    FilterField{"owner_uid", FilterFieldKind::Number, [](const FilterSubject& s, FilterValues& v) { if (s.info.ownerUid) addNumber(v, *s.info.ownerUid); }},
    FilterField{"owner_user", FilterFieldKind::Text, [](const FilterSubject& s, FilterValues& v) { v.texts.push_back(s.info.ownerUser); }},
    FilterField{"name", FilterFieldKind::Text, [](const FilterSubject& s, FilterValues& v) { v.texts.assign(s.info.names.begin(), s.info.names.end()); }},
    FilterField{"nsid", FilterFieldKind::Number, [](const FilterSubject& s, FilterValues& v) { if (s.info.nsid) addNumber(v, *s.info.nsid); }},
    FilterField{"processes", FilterFieldKind::Number, [](const FilterSubject& s, FilterValues& v) { addNumber(v, s.info.processes); }},
    FilterField{"threads", FilterFieldKind::Number, [](const FilterSubject& s, FilterValues& v) { addNumber(v, s.info.threads); }},
    FilterField{"holders", FilterFieldKind::Number, [](const FilterSubject& s, FilterValues& v) { addNumber(v, s.info.holders.size()); }},
    FilterField{"holder", FilterFieldKind::Word, [](const FilterSubject& s, FilterValues& v) { collectHolders(s, v, [](const Holder& h, FilterValues& out) { out.texts.push_back(holderKindName(h.kind)); }); }},
    FilterField{"pid", FilterFieldKind::Number, [](const FilterSubject& s, FilterValues& v) { collectHolders(s, v, [](const Holder& h, FilterValues& out) { if (h.pid != 0) addNumber(out, h.pid); }); }},
    FilterField{"tid", FilterFieldKind::Number, [](const FilterSubject& s, FilterValues& v) { collectHolders(s, v, [](const Holder& h, FilterValues& out) { if (h.tid != 0 || h.pid != 0) addNumber(out, h.tid != 0 ? h.tid : h.pid); }); }},
    FilterField{"uid", FilterFieldKind::Number, [](const FilterSubject& s, FilterValues& v) { collectHolders(s, v, [](const Holder& h, FilterValues& out) { if (h.kind == HolderKind::Process) addNumber(out, h.uid); }); }},
    FilterField{"comm", FilterFieldKind::Text, [](const FilterSubject& s, FilterValues& v) { collectHolders(s, v, [](const Holder& h, FilterValues& out) { if (h.pid != 0) out.texts.push_back(h.comm); }); }},
    FilterField{"path", FilterFieldKind::Text, [](const FilterSubject& s, FilterValues& v) { collectHolders(s, v, [](const Holder& h, FilterValues& out) { if (!h.path.empty()) out.texts.push_back(h.path); }); }},
    FilterField{"age", FilterFieldKind::Duration, [](const FilterSubject& s, FilterValues& v) { if (s.ageNs) addNumber(v, *s.ageNs); }},
};
// clang-format on

/// Edits between two words (Levenshtein), and one for two neighbours swapped.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), twoBefore;
    std::iota(row.begin(), row.end(), 0u);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        twoBefore = before;
        before = row;
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({before[j] + 1, row[j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], twoBefore[j - 2] + 1);
        }
    }
    return row[b.size()];
}

} // namespace

std::span<const FilterField> filterFields() { return fields; }

const FilterField* filterFieldByName(std::string_view name)
{
    const auto at = std::find_if(fields.begin(), fields.end(), [&](const FilterField& f) { return f.name == name; });
    return at == fields.end() ? nullptr : &*at;
}

std::vector<std::string_view> filterFieldNames()
{
    std::vector<std::string_view> names;
    for (const FilterField& field : fields)
        names.push_back(field.name);
    return names;
}

std::vector<std::string_view> filterWordsOf(const FilterField& field)
{
    std::vector<std::string_view> words;
    if (field.name == "type") {
        for (const NsTypeRow& row : nsTypeTable())
            words.push_back(row.name);
    } else if (field.name == "holder") {
        for (std::size_t i = 0; i < holderKindCount; ++i)
            words.push_back(holderKindName(static_cast<HolderKind>(i)));
    } else if (field.name == "state") {
        words = {"held", "pinned", "unseen", "obsolete", "destroyed"};
    }
    return words;
}

const NsLink& filterLinkOf(const FilterField& field, const FilterSubject& subject)
{
    return field.name == "parent" ? subject.info.parent : subject.info.owner;
}

std::string_view nearestWord(std::string_view word, std::span<const std::string_view> words)
{
    std::string_view best;
    std::size_t least = word.size() < 4 ? 2 : word.size() < 8 ? 3 : 4; // one less is the most that counts as near
    if (word.size() > 40)
        return best;
    for (const std::string_view candidate : words) {
        const std::size_t edits = distance(word, candidate);
        if (edits < least && edits < candidate.size()) {
            least = edits;
            best = candidate;
        }
    }
    return best;
}

} // namespace nsscope
