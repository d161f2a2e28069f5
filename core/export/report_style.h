// SPDX-License-Identifier: Apache-2.0
// The style of the report's page, for light and dark, and the sizes its pictures share.
#pragma once

namespace nsscope
{

inline constexpr double pictureWidth = 1000;      ///< in units of the view box
inline constexpr double pictureLabelWidth = 150; ///< left of the time or number axis

inline constexpr const char* reportStyle = R"css(
:root { color-scheme: light dark; --ground: #ffffff; --text: #1d2127; --dim: #5b6470; --line: #d9dee5; --held: #3a74c4;
  --dying: #e0a33a; --unsure: #b9711c; --cleanup: #7d8fa6; --quota: #a04fae; --good: #1f7a3d; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ground: #15181c; --text: #e7eaee; --dim: #a1abb8; --line: #343b45;
  --held: #6ca0e8; --dying: #e5b25b; --unsure: #f0c98a; --cleanup: #8796aa; --quota: #cf8bdb; --good: #6fcf8d; --bad: #f2938c; } }
body { margin: 0 auto; max-width: 1060px; padding: 24px 20px 60px; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 1.2rem; margin: 36px 0 8px; }
h3 { font-size: 1rem; margin: 24px 0 6px; }
p, li { max-width: 75ch; }
.dim, figcaption { color: var(--dim); font-size: .92rem; }
.claim { border-left: 4px solid var(--line); padding: 2px 0 2px 14px; margin: 16px 0; }
.claim p { margin: 4px 0; }
.fails { border-color: var(--bad); } .fails .verdict { color: var(--bad); }
.holds { border-color: var(--good); } .holds .verdict { color: var(--good); }
.verdict { font-weight: 600; }
figure { margin: 12px 0 20px; overflow-x: auto; }
svg { width: 100%; min-width: 640px; height: auto; display: block; font: 11px ui-monospace, monospace; }
svg text { fill: var(--text); } svg .label { text-anchor: end; fill: var(--dim); } svg .time { text-anchor: middle; fill: var(--dim); }
svg .row { stroke: var(--line); stroke-width: .5; } svg .tick { stroke: var(--line); stroke-width: .5; }
.entry { fill: var(--held); fill-opacity: .4; }
.held { fill: var(--held); } .kept { fill: var(--held); fill-opacity: .5; } .dying { fill: var(--dying); fill-opacity: .75; } .unsure { fill: var(--unsure); }
.cleanup { fill: var(--cleanup); stroke: var(--ground); stroke-width: .6; } .queued { fill: var(--cleanup); fill-opacity: .6; } .quota { fill: var(--quota); fill-opacity: .7; }
.quotaback { fill: var(--quota); } .curve { fill: none; stroke: var(--dying); stroke-width: 1.5; }
.key { display: inline-block; width: 14px; height: 10px; margin: 0 5px 0 14px; border-radius: 2px; vertical-align: baseline; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
th { color: var(--dim); font-weight: 600; }
td.number, th.number { text-align: right; }
td small { color: var(--dim); display: block; }
@media print { body { max-width: none; } }
)css";

} // namespace nsscope
