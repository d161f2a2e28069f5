// SPDX-License-Identifier: Apache-2.0
// Lessons on disk. A lesson is a folder: lesson.toml (required), text.md and recording.nsrec. Finds folders and reads
// their texts, bounded; follows no symbolic link to a file, opens no device and no pipe. Plays nothing.
#pragma once
#include "core/base/error.h"
#include "core/lab/lesson_reader.h"

#include <string>
#include <vector>

namespace nsscope
{

struct LessonFolder
{
    std::string path;             ///< of the folder, without a slash at its end
    LessonReading reading;        ///< of lesson.toml
    std::string text;             ///< text.md or its translation, empty where there is none
    std::string textFile;         ///< "text.md", "text.de.md"
    std::vector<Diagnostic> textErrors; ///< anchors that lesson.toml names and a text does not have
    std::string recording;        ///< path of recording.nsrec, empty where there is none

    const Lesson& lesson() const { return reading.lesson; }
    bool sound() const { return reading.errors.empty() && textErrors.empty(); }
};

/// Where lessons are looked for: NSSCOPE_LESSONS in the environment (paths with ':' between; ignored when privileges
/// were gained by exec), else ../share/nsscope/lessons beside this program's own folder, installed or built.
std::vector<std::string> lessonDirectories();

/// Languages that texts of lessons are looked for in, the best first: of "de_AT.UTF-8" they are "de_AT" and "de". From
/// LC_ALL, LC_MESSAGES or LANG, whichever is set first (setlocale(3)); none for C and POSIX.
std::vector<std::string> lessonLanguages();

/// By the path of the folder or of its lesson.toml. The text is text.LANGUAGE.md of the first language that has one, else
/// text.md. An Error where lesson.toml cannot be read or is too large; what is
/// wrong inside it is in `reading`.
Result<LessonFolder> readLessonFolder(const std::string& path, const std::vector<std::string>& languages = lessonLanguages());

/// Every folder with a lesson.toml in these directories, by `order`, then by id; at most 200. What cannot be read is
/// left out, of two with one id the first directory's stays.
std::vector<LessonFolder> readLessons(const std::vector<std::string>& directories = lessonDirectories());

/// By id, or by path where `idOrPath` contains a slash. The Error names what there is.
Result<LessonFolder> findLesson(const std::string& idOrPath,
                                const std::vector<std::string>& directories = lessonDirectories());

} // namespace nsscope
