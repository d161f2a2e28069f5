// SPDX-License-Identifier: Apache-2.0
#include "core/lab/userns_check.h"

#include <cerrno>
#include <gmock/gmock.h>

using namespace nsscope;
using testing::HasSubstr;
using testing::StartsWith;

namespace
{

UsernsRules rulesOf(void (*change)(UsernsRules&))
{
    UsernsRules rules;
    rules.maxUserNamespaces = 30000;
    change(rules);
    return rules;
}

UsernsVerdict verdict(int error, UsernsStage stage, void (*change)(UsernsRules&))
{
    return explainUserns(error, stage, rulesOf(change));
}

} // namespace

TEST(UsernsCheck, NoErrorIsAllowedWhateverTheRulesSay)
{
    EXPECT_TRUE(verdict(0, UsernsStage::Namespace, [](UsernsRules& r) { r.apparmorRestrict = 1; }).allowed);
}

TEST(UsernsCheck, DebiansSysctl)
{
    const auto v = verdict(EPERM, UsernsStage::Unshare, [](UsernsRules& r) { r.unprivilegedClone = 0; });
    EXPECT_FALSE(v.allowed);
    EXPECT_THAT(v.sentence, HasSubstr("kernel.unprivileged_userns_clone is 0"));
    EXPECT_EQ(v.remedy, "sudo sysctl -w kernel.unprivileged_userns_clone=1");
}

TEST(UsernsCheck, LimitZeroSaysEnospc)
{
    const auto v = verdict(ENOSPC, UsernsStage::Unshare, [](UsernsRules& r) { r.maxUserNamespaces = 0; });
    EXPECT_EQ(v.sentence, "The limit user.max_user_namespaces is 0.");
    EXPECT_EQ(v.remedy, "sudo sysctl -w user.max_user_namespaces=10000");
}

TEST(UsernsCheck, LimitReachedOrNestedTooDeep)
{
    const auto v = verdict(ENOSPC, UsernsStage::Unshare, [](UsernsRules&) {});
    EXPECT_THAT(v.sentence, HasSubstr("user.max_user_namespaces (30000) is reached"));
    EXPECT_THAT(v.sentence, HasSubstr("nested too deep"));
}

TEST(UsernsCheck, LimitOfTheTypeThatWasRefused)
{
    const auto v = explainUserns(ENOSPC, UsernsStage::Namespace,
                                 rulesOf([](UsernsRules& r) { r.maxOfType = 0; }), NsType::Uts);
    EXPECT_EQ(v.sentence, "The limit user.max_uts_namespaces is 0.");
}

TEST(UsernsCheck, Ubuntu2404PassesUnshareAndFailsAtTheMap)
{
    const auto v = verdict(EPERM, UsernsStage::IdMap, [](UsernsRules& r) {
        r.apparmorRestrict = 1;
        r.apparmorProfile = "unprivileged_userns (enforce)";
    });
    EXPECT_THAT(v.sentence, StartsWith("AppArmor restricts"));
    EXPECT_THAT(v.sentence, HasSubstr("unprivileged_userns (enforce)"));
    EXPECT_EQ(v.remedy, "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
}

TEST(UsernsCheck, Ubuntu2310FailsAtUnshareWithEacces)
{
    EXPECT_THAT(verdict(EACCES, UsernsStage::Unshare, [](UsernsRules& r) { r.apparmorRestrict = 1; }).sentence,
                StartsWith("AppArmor"));
}

TEST(UsernsCheck, ChrootUnmappedUserAndSeccomp)
{
    EXPECT_THAT(verdict(EPERM, UsernsStage::Unshare, [](UsernsRules& r) { r.chroot = true; }).sentence,
                HasSubstr("chroot"));
    EXPECT_THAT(verdict(EPERM, UsernsStage::Unshare, [](UsernsRules& r) { r.mapped = false; }).sentence,
                HasSubstr("no id in the current user namespace"));
    EXPECT_THAT(verdict(EPERM, UsernsStage::Unshare, [](UsernsRules& r) { r.seccomp = 2; }).sentence,
                HasSubstr("seccomp"));
    EXPECT_THAT(verdict(EPERM, UsernsStage::Unshare, [](UsernsRules&) {}).sentence, HasSubstr("may be the reason"))
        << "never more certain than the evidence";
}

TEST(UsernsCheck, KernelWithoutTheType)
{
    const auto v = explainUserns(EINVAL, UsernsStage::Namespace, {}, NsType::Time);
    EXPECT_EQ(v.sentence, "This kernel is built without time namespaces.");
}

TEST(UsernsCheck, ReadsTheRulesOfThisMachine)
{
    const UsernsRules rules = readUsernsRules();
    EXPECT_TRUE(rules.maxUserNamespaces);
    EXPECT_TRUE(rules.maxOfType);
    EXPECT_TRUE(rules.mapped);
    EXPECT_FALSE(readUsernsRules("/nonexistent").maxUserNamespaces);
}
