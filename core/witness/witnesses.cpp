// SPDX-License-Identifier: Apache-2.0
#include "core/witness/witnesses.h"

#include "core/witness/allocator_witness.h"
#include "core/witness/bpf_witness.h"
#include "core/witness/handle_witness.h"
#include "core/witness/kmem_witness.h"
#include "core/witness/nsid_witness.h"
#include "core/witness/quota_witness.h"
#include "core/witness/veth_witness.h"
#include "core/witness/workqueue_witness.h"

namespace nsscope
{

std::vector<std::unique_ptr<Witness>> makeWitnesses(const WitnessOptions& options)
{
    const auto deaths = std::make_shared<DeathLog>();
    const HandleSupport handles = readHandleSupport();
    std::vector<std::unique_ptr<Witness>> witnesses;
    witnesses.push_back(
        std::make_unique<HandleWitness>(options.clock, handles, touchByHandle, deaths));
    witnesses.push_back(std::make_unique<NsidWitness>(options.clock));
    witnesses.push_back(std::make_unique<VethWitness>(options.clock));
    auto workqueue = std::make_unique<WorkqueueWitness>(options.clock, deaths, options.labProgram);
    // A clean-up run is known to be of a namespace by the moment when its last reference went, which only handles tell.
    const bool traced = workqueue->availability().available && handles.meaning == HandleMeaning::Reference;
    witnesses.push_back(std::move(workqueue));
    witnesses.push_back(std::make_unique<BpfWitness>(options.clock, options.bpf ? startMoments() : momentsNotAsked()));
    witnesses.push_back(std::make_unique<KmemWitness>(options.kmem, options.labProgram));
    witnesses.push_back(std::make_unique<QuotaWitness>(options.clock, options.labProgram, deaths));
    witnesses.push_back(std::make_unique<AllocatorWitness>(
        options.clock, options.labProgram, options.allocator || (options.allocatorWhereUntraced && !traced), deaths));
    return witnesses;
}

} // namespace nsscope
