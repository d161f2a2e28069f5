// SPDX-License-Identifier: Apache-2.0
// Where the subcommands write: results to standard output, messages to standard error. Decides colour and line
// drawing by the terminal, NO_COLOR (no-color.org) and the locale.
#pragma once
#include "core/base/error.h"
#include "core/base/json_writer.h"
#include "core/export/text_style.h"

#include <string>
#include <string_view>

namespace nsscope
{

inline constexpr int exitDone = 0;
inline constexpr int exitFailed = 1;
inline constexpr int exitUsage = 2;
inline constexpr int exitPartial = 3; ///< gaps, and --strict was given

/// Standard output for a JsonWriter; after the first write that fails nothing more is written.
class OutputSink final : public JsonSink
{
public:
    void write(std::string_view piece) override;
    /// The rest and a line break; exitFailed where anything could not be written, and said so.
    int finish(std::string_view rest);

private:
    Status m_written;
};

/// Writes `text` and a line break to standard output; exitFailed where that cannot be done (disk full), else exitDone.
int printResult(std::string_view text);
/// "nsscope-cli: MESSAGE" on standard error.
void printMessage(std::string_view message);
/// Prints the error and its hint; returns exitFailed.
int printFailure(const Error& error);
/// Style for standard output.
TextStyle outputStyle();
/// Standard output is a terminal.
bool isTerminal();
/// Its columns; 0 where it is none, so that nothing is cut.
std::size_t terminalWidth();

} // namespace nsscope
