#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# R-KILL: kill -9 a writing program again and again; after each kill nothing that was acknowledged may be missing.
# usage: kill_rounds.sh ISSUE_LOOP [ROUNDS]
set -euo pipefail
issue_loop=$1
rounds=${2:-20}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$issue_loop" create "$folder/register.db"
for ((round = 1; round <= rounds; round++)); do
  "$issue_loop" write "$folder/register.db" "$folder/acks" &
  writer=$!
  sleep "$((round % 5 == 0)).$((RANDOM % 40 + 10))" # one in five longer: a checkpoint comes in between
  kill -9 "$writer" || { echo "round $round: the writer ended by itself"; exit 1; }
  wait "$writer" 2>/dev/null || true
  echo -n "round $round: "
  if [[ -s $folder/acks ]]; then "$issue_loop" check "$folder/register.db" "$folder/acks"; else echo "killed before the first"; fi
done
"$issue_loop" check "$folder/register.db" "$folder/acks"
