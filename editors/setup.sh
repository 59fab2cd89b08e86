#!/usr/bin/env bash
# Installs the editors that the tests use, and a browser for the two that run in one, on Debian.
set -euo pipefail
packages=(chromium fonts-dejavu-core neovim emacs-nox elpa-eglot)
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"
