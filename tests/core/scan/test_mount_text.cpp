// SPDX-License-Identifier: Apache-2.0
// The mounts of a mount namespace, by a question about each and by the text of mountinfo: the same.
#include "core/base/read_file.h"
#include "core/scan/mount_table.h"
#include "core/scan/ns_query.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

using namespace nsscope;

namespace
{

constexpr const char* place = "/tmp";

bool mountAt(const std::string& path, const char* type, const char* source = "many")
{
    return ::mkdir(path.c_str(), 0755) == 0 && ::mount(source, path.c_str(), type, 0, nullptr) == 0;
}

bool bindNet(const std::string& path)
{
    const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    return file >= 0 && ::close(file) == 0 && ::mount("/proc/self/ns/net", path.c_str(), nullptr, MS_BIND, nullptr) == 0;
}

/// In a mount namespace of its own: many mounts, and among them what holds namespaces, covered and not.
bool makeMounts(bool withNamespaces)
{
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("many", place, "tmpfs", 0, nullptr) != 0)
        return false;
    const std::string dir = std::string(place) + "/";
    for (int i = 0; i < 80; ++i) {
        if (!mountAt(dir + std::to_string(i), "tmpfs"))
            return false;
        if (i == 20 && !mountAt(dir + "a proc\there", "proc"))
            return false;
        if (withNamespaces && (i == 40 || i == 60) && !bindNet(dir + std::to_string(i) + "/net"))
            return false;
    }
    // Over the directory of the second.
    return !withNamespaces || ::mount("over", (dir + "60").c_str(), "tmpfs", 0, nullptr) == 0;
}

class MountText : public testing::Test
{
protected:
    ~MountText() override
    {
        if (m_child <= 0)
            return;
        ::kill(m_child, SIGKILL);
        ::waitpid(m_child, nullptr, 0);
    }
    void start(bool withNamespaces)
    {
        int ends[2];
        ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
        m_child = ::fork();
        if (m_child == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            const char said = makeMounts(withNamespaces) ? 'y' : 'n';
            (void)!::write(ends[1], &said, 1);
            for (;;)
                ::pause();
        }
        char said = 'n';
        (void)!::read(ends[0], &said, 1);
        ::close(ends[0]);
        ::close(ends[1]);
        if (said != 'y')
            GTEST_SKIP() << "these mounts may not be made here";
        const NsQuery query;
        const UniqueFd mnt = query.openAt(AT_FDCWD, (folder() + "/ns/mnt").c_str());
        const auto ref = query.identify(mnt.get(), NsType::Mnt);
        if (!ref || ref->id == 0 || listMounts(ref->id, m_ids) != 0)
            GTEST_SKIP() << "needs a kernel from 6.11 on";
        m_id = ref->id;
        const auto text = readFileAt(AT_FDCWD, folder() + "/mountinfo", 1 << 20);
        ASSERT_TRUE(text);
        m_text = *text;
    }
    std::string folder() const { return "/proc/" + std::to_string(m_child); }

    pid_t m_child = 0;
    std::uint64_t m_id = 0;
    std::vector<std::uint64_t> m_ids;
    std::string m_text;
};

void expectSame(const std::vector<MountRow>& a, const std::vector<MountRow>& b)
{
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].kind, b[i].kind);
        EXPECT_EQ(a[i].id, b[i].id);
        EXPECT_EQ(a[i].parent, b[i].parent);
        EXPECT_EQ(a[i].device, b[i].device);
        EXPECT_EQ(a[i].root, b[i].root);
        EXPECT_EQ(a[i].point, b[i].point);
        EXPECT_EQ(a[i].covered, b[i].covered) << a[i].point;
    }
}

} // namespace

TEST_F(MountText, SaysTheSameAsTheKernelOfEach)
{
    for (const bool withNamespaces : {true, false}) {
        ASSERT_NO_FATAL_FAILURE(start(withNamespaces));
        if (IsSkipped())
            return;
        const auto asked = readMounts(m_id, m_ids);
        const auto read = readMountsByText(m_id, m_ids, m_text);
        ASSERT_TRUE(read);
        expectSame(asked, *read);
        const auto covered = std::count_if(asked.begin(), asked.end(), [](const MountRow& row) { return row.covered; });
        EXPECT_EQ(covered, withNamespaces ? 1 : 0);
        EXPECT_GE(asked.size(), withNamespaces ? 3u : 1u);
        ::kill(m_child, SIGKILL);
        ::waitpid(std::exchange(m_child, 0), nullptr, 0);
        m_ids.clear();
    }
}

TEST_F(MountText, IsNotTakenWhereItIsOfOtherMounts)
{
    ASSERT_NO_FATAL_FAILURE(start(true));
    if (IsSkipped())
        return;
    const std::size_t second = m_text.find('\n') + 1;
    EXPECT_FALSE(readMountsByText(m_id, m_ids, std::string_view(m_text).substr(second))) << "one is missing";
    EXPECT_FALSE(readMountsByText(m_id, m_ids, m_text.substr(second) + m_text.substr(0, second))) << "in another order";
    EXPECT_FALSE(readMountsByText(m_id, m_ids, "")) << "nothing";
    std::string other = m_text;
    other.replace(other.find("net:["), 4, "uts:");
    EXPECT_FALSE(readMountsByText(m_id, m_ids, other));
}
