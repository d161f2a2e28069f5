// SPDX-License-Identifier: Apache-2.0
#include "core/track/holder_spans.h"

#include <atomic>

namespace nsscope
{

HolderSpans::HolderSpans(std::initializer_list<HolderSpan> spans)
{
    for (const HolderSpan& span : spans)
        push_back(span);
}

HolderSpans::Block& HolderSpans::ownBlock(std::size_t block)
{
    std::shared_ptr<Block>& shared = m_blocks[block];
    if (shared.use_count() > 1) {
        auto copy = std::make_shared<Block>();
        copy->reserve(blockSize);
        copy->assign(shared->begin(), shared->end());
        shared = std::move(copy);
    } else {
        // What the last other owner read, in another thread, was read before what is written now.
        std::atomic_thread_fence(std::memory_order_acquire);
    }
    return *shared;
}

void HolderSpans::push_back(HolderSpan span)
{
    if (m_size % blockSize == 0)
        m_blocks.push_back(std::make_shared<Block>());
    ownBlock(m_size / blockSize).push_back(std::move(span));
    ++m_size;
}

} // namespace nsscope
