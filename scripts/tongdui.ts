#!/usr/bin/env -S node --max-semi-space-size=8
/**
 * The `tongdui` command. What it does is in scripts/commands/; this file connects it with the terminal. Short-lived things are
 * cleared away early, at 8 MiB: a list of a hundred thousand rows then takes half the memory, and no longer.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Beside the packages, where whoever can write could change the command itself; the default is a folder that all users share.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/tongdui", import.meta.url)));
const { groups } = await import("./commands/groups.ts");
const { run } = await import("./cli/program.ts");
const { terminalIo } = await import("./cli/terminal.ts");
const { EXIT } = await import("./cli/exit.ts");
const { default: manifest } = await import("../package.json", { with: { type: "json" } });

// The first Ctrl+C lets what is in flight come to its end; the second one does not wait.
const stopping = new AbortController();
process.on("SIGINT", () => {
  if (stopping.signal.aborted) process.exit(EXIT.interrupted);
  stopping.abort();
});

// `tongdui … | head` closes the pipe early. What is under way goes on to its end all the same, and the exit code tells of it.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
  });
}

process.exitCode = await run(process.argv.slice(2), {
  groups,
  io: terminalIo,
  complain: (line) => void process.stderr.write(`${line}\n`),
  environment: process.env,
  now: Date.now,
  signal: stopping.signal,
  version: manifest.version,
});
