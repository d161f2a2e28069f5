// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lesson_folder.h"

#include "core/base/escape.h"
#include "core/base/nearest_word.h"
#include "core/base/read_file.h"
#include "core/base/unique_fd.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace nsscope
{

namespace
{

constexpr std::size_t textCap = 512 * 1024;
constexpr std::size_t lessonsCap = 200;
constexpr std::size_t longestLanguage = 16;
constexpr std::size_t entriesCap = 10'000; ///< of one directory
constexpr std::string_view lessonFile = "lesson.toml";

/// A regular file that is no link: neither blocks nor leads elsewhere.
Result<UniqueFd> openPlain(int folder, const std::string& name, const std::string& path)
{
    UniqueFd fd(::openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
    if (!fd)
        return errnoFailure("open", path);
    struct stat info{};
    if (::fstat(fd.get(), &info) != 0)
        return errnoFailure("stat", path);
    if (!S_ISREG(info.st_mode))
        return failure("is no regular file", path);
    return fd;
}

Result<std::string> readPlain(int folder, const std::string& name, std::size_t cap, const std::string& path)
{
    const auto fd = openPlain(folder, name, path);
    if (!fd)
        return tl::make_unexpected(fd.error());
    return readAll(fd->get(), cap, path);
}

std::string folderOf(std::string path)
{
    if (path.ends_with("/" + std::string(lessonFile)))
        path.resize(path.size() - lessonFile.size());
    while (path.size() > 1 && path.back() == '/')
        path.pop_back();
    return path;
}

std::vector<std::string> foldersIn(const std::string& directory)
{
    std::vector<std::string> found;
    const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(directory.c_str()), ::closedir);
    if (!open)
        return found;
    std::size_t seen = 0;
    while (const dirent* entry = ::readdir(open.get())) {
        if (++seen > entriesCap)
            break;
        const std::string path = directory + "/" + entry->d_name;
        if (entry->d_name[0] != '.' && ::access((path + "/" + std::string(lessonFile)).c_str(), R_OK) == 0)
            found.push_back(path);
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

std::vector<std::string> lessonDirectories()
{
    std::vector<std::string> directories;
    if (const char* given = secure_getenv("NSSCOPE_LESSONS"); given && *given) {
        std::string_view rest = given;
        while (!rest.empty()) {
            const std::string_view one = rest.substr(0, rest.find(':'));
            rest.remove_prefix(std::min(rest.size(), one.size() + 1));
            if (!one.empty())
                directories.emplace_back(one);
        }
        return directories;
    }
    char own[PATH_MAX];
    const ssize_t length = ::readlink("/proc/self/exe", own, sizeof own);
    if (length <= 0 || length == sizeof own)
        return directories;
    const std::string path(own, static_cast<std::size_t>(length));
    directories.push_back(path.substr(0, path.rfind('/')) + "/../share/nsscope/lessons");
    return directories;
}

std::vector<std::string> lessonLanguages()
{
    const char* locale = nullptr;
    for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (!locale || !*locale)
            locale = std::getenv(variable);
    }
    std::string name = locale ? locale : "";
    name.resize(std::min(name.find_first_of(".@"), name.size()));
    if (name == "C" || name == "POSIX" || name.size() > longestLanguage ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") != std::string::npos)
        return {};
    std::vector<std::string> languages;
    if (!name.empty())
        languages.push_back(name);
    if (const std::size_t country = name.find('_'); country != std::string::npos && country > 0)
        languages.push_back(name.substr(0, country));
    return languages;
}

Result<LessonFolder> readLessonFolder(const std::string& path, const std::vector<std::string>& languages)
{
    LessonFolder folder;
    folder.path = folderOf(path);
    const std::string file = folder.path + "/" + std::string(lessonFile);
    const UniqueFd at(::open(folder.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!at)
        return errnoFailure("open", folder.path);
    const auto toml = readPlain(at.get(), std::string(lessonFile), LessonLimits().fileBytes, file);
    if (!toml)
        return tl::make_unexpected(toml.error());
    folder.reading = readLesson(*toml);
    std::vector<std::string> names;
    for (const std::string& language : languages)
        names.push_back("text." + language + ".md");
    names.emplace_back("text.md");
    for (const std::string& name : names) {
        const auto text = readPlain(at.get(), name, textCap, folder.path + "/" + name);
        if (!text && text.error().code != ENOENT)
            return tl::make_unexpected(text.error());
        if (!text)
            continue;
        folder.text = *text;
        folder.textFile = name;
        break;
    }
    folder.textErrors = missingAnchors(folder.reading.lesson, folder.text, folder.textFile);
    if (openPlain(at.get(), "recording.nsrec", {}))
        folder.recording = folder.path + "/recording.nsrec";
    return folder;
}

std::vector<LessonFolder> readLessons(const std::vector<std::string>& directories)
{
    std::vector<LessonFolder> lessons;
    for (const std::string& directory : directories) {
        for (const std::string& path : foldersIn(directory)) {
            auto folder = readLessonFolder(path);
            if (!folder || lessons.size() >= lessonsCap)
                continue;
            const bool known = std::any_of(lessons.begin(), lessons.end(), [&](const LessonFolder& other) {
                return !other.lesson().id.empty() && other.lesson().id == folder->lesson().id;
            });
            if (!known)
                lessons.push_back(std::move(*folder));
        }
    }
    std::stable_sort(lessons.begin(), lessons.end(), [](const LessonFolder& a, const LessonFolder& b) {
        return std::pair(a.lesson().order, a.lesson().id) < std::pair(b.lesson().order, b.lesson().id);
    });
    return lessons;
}

Result<LessonFolder> findLesson(const std::string& idOrPath, const std::vector<std::string>& directories)
{
    if (idOrPath.find('/') != std::string::npos)
        return readLessonFolder(idOrPath);
    std::vector<LessonFolder> lessons = readLessons(directories);
    std::vector<std::string_view> ids;
    for (LessonFolder& folder : lessons) {
        if (folder.lesson().id == idOrPath)
            return std::move(folder);
        ids.push_back(folder.lesson().id);
    }
    std::string hint = didYouMean(idOrPath, ids);
    if (hint.empty())
        hint = lessons.empty() ? "; no lessons are installed here" : "; nsscope-cli lab list tells which there are";
    return failure(fmt::format("there is no experiment \"{}\"{}", displayText(idOrPath), hint));
}

} // namespace nsscope
