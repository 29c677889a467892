#!/usr/bin/env bash
# Sets up a workbench of Visual Studio Code that runs in a browser, in the folder $1: the npm package code-server, whose native parts are
# compiled here against Debian's headers of Node.js.  Needs node 20, a compiler, the Debian packages libkrb5-dev, ripgrep and chromium.
set -euo pipefail
mkdir -p "$1" && cd "$1"
[ -e ready ] && exit 0
export npm_config_nodedir=/usr npm_config_fund=false npm_config_audit=false npm_config_yes=true
[ -e package.json ] || npm init -y >/dev/null
npm install --ignore-scripts code-server@4.100.3 playwright-core
npm rebuild argon2
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts
for each in node-pty @vscode/spdlog @parcel/watcher native-watchdog kerberos; do npm rebuild "$each" || true; done
# Its own installation fetches this one; Debian has it.
mkdir -p node_modules/@vscode/ripgrep/bin && cp "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
test -e node_modules/node-pty/build/Release/pty.node && test -e node_modules/@vscode/spdlog/build/Release/spdlog.node
cd "$OLDPWD" && touch ready
