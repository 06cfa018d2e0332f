#!/bin/sh
# Builds the program and opens it on the practice account, the system's packages included. For Debian 12 with Rust.

set -eu
cd "$(dirname "$0")/.."

sh assets/install-packages.sh assets/build-packages.txt assets/packages.txt
exec cargo run --release --locked -- --practice
