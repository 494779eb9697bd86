#!/usr/bin/env bash
# The plugin boundary under the address sanitizer: memory used after it was freed, read beyond its end, or lost. All
# unsafe code of the workspace is there. It needs Linux on x86-64; the switch for unstable flags makes a stable
# compiler take -Zsanitizer.
set -euo pipefail
cd "$(dirname "$0")/.."
export RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Zsanitizer=address
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/sanitize

# What is only needed to build the tests need not be fast.
test() {
  cargo test --locked -p rashomon-core --features host --target x86_64-unknown-linux-gnu \
    --config 'profile.dev.package."*".opt-level=0' "$@"
}

test --lib --test boundary --test hostile
# Its tables stay for ever, on purpose.
ASAN_OPTIONS=detect_leaks=0 test --test evolution
