#!/usr/bin/env node
// Starts the program out of the package for this computer, which npm installs as an optional dependency.
"use strict";

const { spawn } = require("node:child_process");

const name = `onrecord-${process.platform}-${process.arch}`;
const file = process.platform === "win32" ? "onrecord.exe" : "onrecord";

let program;
try {
  program = require.resolve(`${name}/bin/${file}`);
} catch {
  console.error(`onrecord: the package ${name} is not installed; reinstall without --omit=optional, or build it from its source; on Linux it needs glibc`);
  process.exit(2);
}

const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
// Whoever stops this stops the program, which tidies up.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`onrecord: ${program} cannot be started (${error.message})`);
  process.exit(2);
});
child.on("exit", (status, signal) => {
  if (signal === null) process.exit(status);
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
