// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons that were found, in their order, with what the student has done of each. Results are kept in the user's
// settings; lesson files are not touched.
#pragma once
#include "core/lab/lesson_folder.h"

#include <QAbstractListModel>
#include <memory>
#include <vector>

namespace nsscope::ui
{

using LessonPtr = std::shared_ptr<const LessonFolder>;

class LessonsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { TitleRole = Qt::UserRole + 1, NumberRole, MinutesRole, LevelRole, DoneRole, RightRole, CountRole };
    using QAbstractListModel::QAbstractListModel;

    /// Lessons with faults are left out: they are their author's to see, by `nsscope-cli lab lint`.
    void setLessons(std::vector<LessonFolder> folders);
    LessonPtr lesson(const QModelIndex& index) const;
    QModelIndex indexOf(const std::string& id) const;
    /// The first that is not done; the first of all where every one is.
    QModelIndex next() const;
    void setResult(const std::string& id, int right, int of);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Result
    {
        bool done = false;
        int right = 0;
        int of = 0;
    };
    std::vector<LessonPtr> m_lessons;
    std::vector<Result> m_results;
};

} // namespace nsscope::ui
