// SPDX-License-Identifier: Apache-2.0
#include "core/track/why.h"

#include <algorithm>
#include <deque>

namespace nsscope
{

namespace
{

bool linksOn(HolderKind kind) { return kind == HolderKind::Child || kind == HolderKind::Owns; }
bool isMount(HolderKind kind) { return kind == HolderKind::BindMount || kind == HolderKind::ProcMount; }

/// The namespace on whose own holders this link depends; null where the chain ends here.
const NamespaceInfo* nextOf(const Snapshot& snapshot, const Holder& holder)
{
    if (!holder.related || !(linksOn(holder.kind) || isMount(holder.kind)))
        return nullptr;
    const NamespaceInfo* info = findNamespace(snapshot, *holder.related);
    if (info == nullptr || info->holders.empty() || (isMount(holder.kind) && isHeld(*info)))
        return nullptr;
    return info;
}

std::string sentenceOf(const Chain& chain)
{
    std::string text = holderSentence(chain.holders.front());
    text.pop_back();
    for (std::size_t i = 1; i < chain.holders.size(); ++i) {
        const Holder& holder = chain.holders[i];
        text += linksOn(holder.kind) ? ", which" + holderClause(holder, "") : ", and " + holderClause(holder, "that");
    }
    return text + (chain.cut ? ", and so on." : ".");
}

bool isObserverMount(const Snapshot& snapshot, const NsRef& mountNs, const WhyOptions& options)
{
    if (options.observerMount)
        return maybeSame(mountNs, *options.observerMount);
    const NamespaceInfo* info = findNamespace(snapshot, mountNs);
    return info != nullptr && info->initial;
}

void addWords(const Snapshot& snapshot, Chain& chain, const WhyOptions& options)
{
    const Holder& last = chain.holders.back();
    std::string enter;
    // Behind a namespace without tasks the mount that matters is the last one, reached through what holds it.
    if (isMount(last.kind) && last.related && !isObserverMount(snapshot, *last.related, options))
        enter = mountEntry(snapshot, *last.related);
    chain.sentence = sentenceOf(chain);
    chain.show = showCommand(last, chain.held.back(), enter);
    chain.release = releaseCommand(last, chain.held.back(), enter);
}

} // namespace

const NamespaceInfo* findNamespace(const Snapshot& snapshot, const NsRef& ns)
{
    const NsRef from{ns.type, ns.dev, ns.inode, 0};
    auto at = std::lower_bound(snapshot.namespaces.begin(), snapshot.namespaces.end(), from,
                               [](const NamespaceInfo& info, const NsRef& ref) { return info.ref < ref; });
    for (; at != snapshot.namespaces.end() && sameNumber(at->ref, ns); ++at) {
        if (maybeSame(at->ref, ns))
            return &*at;
    }
    return nullptr;
}

std::vector<Chain> chainsOf(const Snapshot& snapshot, const NsRef& ns, const WhyOptions& options)
{
    std::vector<Chain> done;
    const NamespaceInfo* asked = findNamespace(snapshot, ns);
    if (asked == nullptr)
        return done;
    std::deque<Chain> open; // breadth first: a cap leaves the longest out
    const auto extend = [&](const Chain& base, const NamespaceInfo& info) {
        for (const Holder& holder : info.holders) {
            if (open.size() + done.size() >= options.maxChains)
                return;
            Chain chain = base;
            chain.holders.push_back(holder);
            chain.held.push_back(info.ref);
            open.push_back(std::move(chain));
        }
    };
    extend({}, *asked);
    while (!open.empty()) {
        Chain chain = std::move(open.front());
        open.pop_front();
        if (const NamespaceInfo* next = nextOf(snapshot, chain.holders.back())) {
            const bool circle = std::any_of(chain.held.begin(), chain.held.end(),
                                            [&](const NsRef& ref) { return maybeSame(ref, next->ref); });
            if (!circle && chain.holders.size() < options.maxDepth) {
                extend(chain, *next);
                continue;
            }
            chain.cut = true;
        }
        addWords(snapshot, chain, options);
        done.push_back(std::move(chain));
    }
    return done;
}

} // namespace nsscope
