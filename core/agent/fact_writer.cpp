// SPDX-License-Identifier: Apache-2.0
#include "core/agent/fact_writer.h"

#include "core/stream/fact_codec.h"

namespace nsscope
{

void FactWriter::write(const Fact& fact)
{
    if (m_listener)
        m_listener(fact);
    if (!m_status)
        return;
    std::string line = encodeFact(fact);
    line += '\n';
    m_status = m_sink(line);
}

} // namespace nsscope
