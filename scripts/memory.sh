#!/usr/bin/env bash
# How much memory a run takes on corpora of 10, 100 and 1000 MB: it must not grow with the corpus. The reports are
# made up on the fly, each with names, figures, days and words of its own, and go to the program through a pipe.
#
#   scripts/memory.sh [PROGRAM [MEGABYTES ..]]
#
# prints a line for each corpus and fails if a run takes more than 200 MB. It needs Linux: the peak is read from /proc.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/release/rashomon}
shift || true
sizes=("${@:-10 100 1000}")
read -ra sizes <<<"${sizes[*]}"
most=200

# Writes so many megabytes of JSONL; awk is there wherever a shell is.
reports() {
  awk -v most="$1" '
    function any(list, count) { return list[1 + int(rand() * count)] }
    function name(parts,   it, text) {
      text = ""
      for (it = 0; it < parts; it++) text = text any(syllables, syllable_count)
      return toupper(substr(text, 1, 1)) substr(text, 2)
    }
    BEGIN {
      srand(1950)
      syllable_count = split("ka ber lo min dra sel von tur ane pol gri ost hav ner ela rim tos wen dal fir jus mek qua zel", syllables)
      verbs_count = split("said|warned|announced|denied|insisted|told reporters|argued", verbs, "|")
      days_count = split("Monday Tuesday Wednesday Thursday Friday", days)
      things_count = split("people|homes|soldiers|trains|patients|tonnes of grain|kilometres of road", things, "|")
      moods_count = split("terrible|hopeful|a disgrace|generous|deeply worrying|a great success", moods, "|")
      while (written < most * 1000000) {
        document++
        text = name(2) " after the vote\\n\\n" toupper(name(3)) " \\u2014 "
        sentences = 8 + int(rand() * 40)
        for (it = 0; it < sentences; it++) {
          person = name(2) " " name(3)
          number = int(exp(rand() * 14))
          kind = int(rand() * 4)
          if (kind == 0) text = text person " of " name(3) " " any(verbs, verbs_count) " on " any(days, days_count) " that " number " " any(things, things_count) " had left " name(2) ". "
          else if (kind == 1) text = text "\\u201cIt is " any(moods, moods_count) " for " name(2) " and " name(1) name(2) ",\\u201d " person " " any(verbs, verbs_count) ". "
          else if (kind == 2) text = text "The " tolower(name(2)) " cost $" number / 10 " million, up " int(rand() * 90) " % from " (1990 + int(rand() * 30)) ", " person " " any(verbs, verbs_count) ". "
          else text = text "In " name(2) ", the " tolower(name(3)) " of the " tolower(name(2)) " lasted " (2 + int(rand() * 20)) " hours. "
          if (rand() < 0.2) text = text "\\n\\n"
        }
        line = sprintf("{\"id\":\"%s-%d\",\"published\":\"20%02d-0%d-1%d\",\"outlet\":\"%s\",\"text\":\"%s\"}", tolower(name(2)), document, rand() * 22, 1 + rand() * 9, rand() * 10, name(2), text)
        written += length(line) + 1
        print line
      }
    }'
}

# The highest that the memory of a process has been, in MB, until it ends.
peak_of() {
  local peak=0 now
  while now=$(awk '/^VmHWM/ {print $2}' "/proc/$1/status" 2>/dev/null) && [ -n "$now" ]; do
    peak=$now
    sleep 0.1
  done
  echo $((peak / 1000))
}

failed=0
for size in "${sizes[@]}"; do
  start=$SECONDS
  "$program" run - --jobs 2 --format jsonl -q < <(reports "$size") >/dev/null &
  run=$!
  peak=$(peak_of "$run")
  wait "$run"
  echo "$size MB of JSONL: peak $peak MB, $((SECONDS - start)) s"
  [ "$peak" -gt 0 ] && [ "$peak" -le "$most" ] || failed=1
done
[ "$failed" = 0 ] || { echo "a run took more than $most MB, or none could be measured" >&2; exit 1; }
