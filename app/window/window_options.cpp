// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/window_options.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QRegularExpression>

namespace nsscope::ui
{

namespace
{

const char* const helpText = R"(Usage: nsscope [FILE] [OPTIONS]
Who keeps a Linux namespace alive, and when does the kernel really destroy it?

  FILE                   Open a recording (.nsrec); without it, this host is observed live
  --experiment ID        Get an experiment ready: nsgarbage, a lesson (L02), or the path of a lesson's folder
  --set NAME=VALUE       A parameter of the experiment (nsgarbage: type, slow_ms, fast_ms, gap_ms, count)
  --autoplay             Play the experiment, or the recording, at once; a lesson asks nothing then
  --host HOST            Observe another host by ssh (user@host), where nsscope-cli is installed
  --agent COMMAND        Observe what this command's agent writes, e.g. "sudo -n nsscope-cli agent"
  --at TIME              Look at a moment: seconds since the recording began (2.5), +12.5ms, or @NANOSECONDS
  --screenshot PNG       Write a picture of the window once it has settled
  --size WxH             Size of the window (1440x900)
  --theme light|dark|system
  --quit                 End after the picture; without one, once the window has settled
  --help, --version

Exit status: 0 done, 1 could not do it, 2 wrong usage.
)";

WindowCall wrong(const QString& fault)
{
    WindowCall call;
    call.exitStatus = 2;
    call.fault = fault;
    return call;
}

std::optional<QSize> parseSize(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{2,5})x(\\d{2,5})$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    return size.width() >= 320 && size.height() >= 240 && size.width() <= 16'000 && size.height() <= 16'000
               ? std::optional(size)
               : std::nullopt;
}

std::optional<ThemeSource::Choice> parseTheme(const QString& text)
{
    if (text == QLatin1String("light"))
        return ThemeSource::Choice::Light;
    if (text == QLatin1String("dark"))
        return ThemeSource::Choice::Dark;
    if (text == QLatin1String("system"))
        return ThemeSource::Choice::System;
    return std::nullopt;
}

QString readValues(const QCommandLineParser& parser, WindowOptions& options)
{
    if (parser.isSet(QStringLiteral("size"))) {
        const auto size = parseSize(parser.value(QStringLiteral("size")));
        if (!size)
            return QStringLiteral("--size takes WIDTHxHEIGHT, from 320x240 to 16000x16000");
        options.size = *size;
    }
    if (parser.isSet(QStringLiteral("theme"))) {
        const auto theme = parseTheme(parser.value(QStringLiteral("theme")));
        if (!theme)
            return QStringLiteral("--theme is light, dark or system");
        options.theme = *theme;
    }
    if (parser.isSet(QStringLiteral("at"))) {
        const auto at = parseTime(parser.value(QStringLiteral("at")).toStdString());
        if (!at)
            return QString::fromStdString(at.error().message());
        options.at = *at;
    }
    for (const auto& [name, choose] : {std::pair("host", &remoteAgent), std::pair("agent", &commandAgent)}) {
        if (!parser.isSet(QString::fromLatin1(name)))
            continue;
        if (options.agent)
            return QStringLiteral("--host and --agent exclude each other");
        const AgentChoice choice = choose(parser.value(QString::fromLatin1(name)));
        if (!choice)
            return choice.error();
        options.agent = *choice;
    }
    for (const QString& setting : parser.values(QStringLiteral("set"))) {
        const qsizetype equals = setting.indexOf(QLatin1Char('='));
        if (equals <= 0)
            return QStringLiteral("--set takes NAME=VALUE, not \"%1\"").arg(setting);
        options.parameters.emplace_back(setting.left(equals).toStdString(), setting.mid(equals + 1).toStdString());
    }
    return {};
}

QString checkTogether(const WindowOptions& options)
{
    if (!options.parameters.empty() && options.experiment.isEmpty())
        return QStringLiteral("--set needs --experiment");
    if (!options.experiment.isEmpty() && !options.file.isEmpty())
        return QStringLiteral("an experiment runs live: it cannot be combined with a recording");
    if (options.agent && !options.file.isEmpty())
        return QStringLiteral("a recording needs no agent: --host and --agent observe live");
    if (options.at && options.file.isEmpty())
        return QStringLiteral("--at needs a recording");
    if (!options.experiment.isEmpty()) {
        const PlannedExperiment planned = planExperiment(options.experiment, options.parameters);
        if (!planned.fault.isEmpty())
            return planned.fault;
    }
    return {};
}

} // namespace

WindowCall parseWindowOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    const auto option = [&](const char* name, const char* value = nullptr) {
        QCommandLineOption it{QString::fromLatin1(name)};
        if (value)
            it.setValueName(QString::fromLatin1(value));
        parser.addOption(it);
    };
    for (const char* name : {"autoplay", "quit", "help", "version"})
        option(name);
    for (const char* name : {"experiment", "set", "host", "agent", "at", "screenshot", "size", "theme"})
        option(name, "value");
    if (!parser.parse(QStringList{QStringLiteral("nsscope")} + arguments))
        return wrong(parser.errorText());

    WindowCall call;
    if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("version"))) {
        call.exitStatus = 0;
        call.output = parser.isSet(QStringLiteral("help")) ? QString::fromLatin1(helpText)
                                                           : QStringLiteral("nsscope %1\n").arg(QLatin1String(NSSCOPE_VERSION));
        return call;
    }
    if (parser.positionalArguments().size() > 1)
        return wrong(QStringLiteral("one recording at a time"));
    WindowOptions& options = call.options;
    options.file = parser.positionalArguments().value(0);
    options.experiment = parser.value(QStringLiteral("experiment"));
    options.autoplay = parser.isSet(QStringLiteral("autoplay"));
    options.quit = parser.isSet(QStringLiteral("quit"));
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    if (QString fault = readValues(parser, options); !fault.isEmpty())
        return wrong(fault);
    if (QString fault = checkTogether(options); !fault.isEmpty())
        return wrong(fault);
    if (!options.file.isEmpty() && !QFileInfo(options.file).isReadable()) {
        call.exitStatus = 1;
        call.fault = QFileInfo::exists(options.file) ? QStringLiteral("%1 cannot be read").arg(options.file)
                                                     : QStringLiteral("%1 does not exist").arg(options.file);
    }
    return call;
}

} // namespace nsscope::ui
