// SPDX-License-Identifier: Apache-2.0
// nsscope-cli doctor says of the kernel that runs what the table of facts says of its version.
#include "core/witness/kernel_facts.h"
#include "tests/system/program_run.h"

#include <gmock/gmock.h>
#include <map>
#include <simdjson.h>
#include <sys/utsname.h>
#include <unistd.h>

using namespace nsscope;
using namespace testing;

namespace
{

class DoctorFacts : public Test
{
protected:
    void SetUp() override
    {
        ProgramRun run({"doctor", "--json"});
        ASSERT_EQ(run.finish(), 0) << run.errors();
        m_text = run.output();
        m_report = m_parser.parse(m_text);
        utsname system{};
        ::uname(&system);
        m_kernel = parseKernelVersion(system.release).value_or(KernelVersion{});
    }
    /// By name: whether it is available, and the reason.
    std::map<std::string, std::pair<bool, std::string>> itemsOf(const char* list)
    {
        std::map<std::string, std::pair<bool, std::string>> items;
        for (const simdjson::dom::element item : m_report[list].get_array()) {
            std::string_view reason;
            if (item["reason"].get(reason) != simdjson::SUCCESS)
                reason = {}; // null
            items[std::string(std::string_view(item["name"]))] = {bool(item["available"]), std::string(reason)};
        }
        return items;
    }
    bool has(KernelFeature feature) const { return kernelHas(feature, m_kernel); }

    std::string m_text;
    simdjson::dom::parser m_parser;
    simdjson::dom::element m_report;
    KernelVersion m_kernel;
};

} // namespace

TEST_F(DoctorFacts, InterfacesAreThoseOfTheVersion)
{
    auto interfaces = itemsOf("interfaces");
    EXPECT_EQ(interfaces["NS_GET_ID"].first, has(KernelFeature::NsId));
    EXPECT_EQ(interfaces["nsfs handles"].first, has(KernelFeature::NsHandle));
    if (::geteuid() == 0) {
        EXPECT_EQ(interfaces["NS_MNT_GET_NEXT"].first, has(KernelFeature::MntNsWalk)) << interfaces["NS_MNT_GET_NEXT"].second;
    }
    if (has(KernelFeature::ActiveOnly)) {
        EXPECT_THAT(interfaces["nsfs handles"].second, HasSubstr("though other references may be left"));
    }
}

TEST_F(DoctorFacts, TheHandleIsAWitnessOnlyWhereItMeansTheLastReference)
{
    auto witnesses = itemsOf("witnesses");
    EXPECT_EQ(witnesses["handle"].first, has(KernelFeature::NsHandle) && !has(KernelFeature::ActiveOnly))
        << witnesses["handle"].second;
    for (const char* name : {"nsid", "veth"})
        EXPECT_EQ(witnesses[name].first, has(KernelFeature::NsHandle)) << name << ": " << witnesses[name].second;
    if (has(KernelFeature::ActiveOnly)) {
        EXPECT_THAT(witnesses["handle"].second, HasSubstr("before its last reference is gone"));
    }
}
