// SPDX-License-Identifier: Apache-2.0
#include "core/witness/witnesses.h"

#include "core/witness/handle_witness.h"

namespace nsscope
{

std::vector<std::unique_ptr<Witness>> makeWitnesses(const WitnessOptions& options)
{
    std::vector<std::unique_ptr<Witness>> witnesses;
    witnesses.push_back(std::make_unique<HandleWitness>(options.clock, readHandleSupport()));
    return witnesses;
}

} // namespace nsscope
