// SPDX-License-Identifier: Apache-2.0
#include "core/track/filter_fields.h"

#include <algorithm>

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
    FilterField{"label", FilterFieldKind::Text, [](const FilterSubject& s, FilterValues& v) { if (!s.info.traits.label.empty()) v.texts.push_back(s.info.traits.label); }},
    FilterField{"host_name", FilterFieldKind::Text, [](const FilterSubject& s, FilterValues& v) { if (!s.info.traits.hostName.empty()) v.texts.push_back(s.info.traits.hostName); }},
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

} // namespace nsscope
