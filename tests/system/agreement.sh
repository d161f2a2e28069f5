#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fifty runs of the slow and fast experiment, as root and as an ordinary user, and a table of which witness spoke of how
# many lives and whether each two of them can both be right.
#   agreement.sh BIN_DIR [RUNS]
set -euo pipefail
bin=$1
export NSSCOPE_AGREEMENT_RUNS=${2:-50}
exec "$bin/test_system" --gtest_filter='Agreement.Witnesses*'
