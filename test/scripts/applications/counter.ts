/** A district's office behind the portal's own server, and people who deal with it by the command. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { getRequestListener } from "@hono/node-server";
import { NO_LOG } from "../../../client/observing/log.ts";
import { portalApp } from "../../../portal/server/app.ts";
import { sheetOf } from "../../../scripts/embedded/sheet.ts";
import type { ProfileFile } from "../../../scripts/profile/profile.ts";
import { openDistrict, type DistrictOffice } from "../../office/support/district.ts";
import { tongdui, type Name, type Office, type Said } from "../support/office.ts";

const COMMAND = fileURLToPath(new URL("../../../scripts/tongdui.ts", import.meta.url));

/** A request on its way to the office. */
export interface OnTheWay {
  readonly method: string;
  /** The office's own: `/applications`. */
  readonly path: string;
  readonly cookie: string;
}

/** What becomes of it: `unheard`, its answer is `lost`, or it comes through. */
export type Fate = "through" | "unheard" | "lost";

export interface Counter {
  readonly portal: string;
  readonly office: DistrictOffice;
  /** All that was asked so far. */
  readonly asked: OnTheWay[];
  readonly profile: (name: Name) => Promise<string>;
  /** Runs the command without its asking. */
  readonly run: (name: Name, ...words: string[]) => Promise<Said>;
  /** Runs it, with what the person answers. */
  readonly answering: (answers: readonly boolean[], name: Name, ...words: string[]) => Promise<Said>;
  /** Runs it in a process that is killed at the first request of which a test says so. @returns whether it was. */
  readonly killed: (fate: (asked: OnTheWay) => Fate, name: Name, ...words: string[]) => Promise<boolean>;
  /** Writes a file into a folder of somebody's. */
  readonly write: (name: Name, file: string, content: string | Uint8Array) => Promise<string>;
  /** The office away for a while. */
  readonly without: (work: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openCounter(practice: Office): Promise<Counter> {
  const offices = new Map<number, string>();
  const asked: OnTheWay[] = [];
  let fateOf: (one: OnTheWay) => Fate = () => "through";
  let kill: () => void = () => undefined;
  const app = portalApp({
    ...{ site: new Map(), index: "http://127.0.0.1:9", offices, trustRoot: undefined },
    ...{ log: NO_LOG, figures: undefined, mostAMinute: 100_000 },
  });
  const listener = getRequestListener(
    async (request, bindings) => {
      const { pathname } = new URL(request.url);
      const cookie = request.headers.get("cookie") ?? "";
      const one = { method: request.method, path: pathname.replace(/^\/office\/\d+/, ""), cookie };
      asked.push(one);
      const fate = fateOf(one);
      if (fate === "unheard") {
        kill();
        return new Response(null, { status: 500 });
      }
      const answer = await app.fetch(request, bindings);
      if (fate === "lost") kill();
      return answer;
    },
    { overrideGlobalObjects: false },
  );
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const office = await openDistrict(practice, { portalOrigin: portal });
  offices.set(2, office.url);

  const profiles = new Map<Name, Promise<string>>();
  const profile = async (name: Name): Promise<string> => {
    const known = profiles.get(name) ?? profileAt(await practice.profile(name), { portal, district: 2 });
    profiles.set(name, known);
    return known;
  };
  return {
    ...{ portal, office, asked, profile },
    run: async (name, ...words) => tongdui([...words, "--yes", "--profile", await profile(name)]),
    answering: async (answers, name, ...words) => tongdui([...words, "--profile", await profile(name)], answers),
    killed: async (fate, name, ...words) => {
      const call = [...words, "--yes", "--profile", await profile(name)];
      const child = spawn(process.execPath, [COMMAND, ...call], { stdio: "ignore" });
      const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
      let isKilled = false;
      kill = () => void child.kill("SIGKILL");
      fateOf = (one) => {
        const found = isKilled ? "through" : fate(one);
        isKilled ||= found !== "through";
        return found;
      };
      await ended;
      fateOf = () => "through";
      return isKilled;
    },
    write: async (name, file, content) => {
      const folder = path.join(practice.folder, `papers of ${name}`);
      await mkdir(folder, { recursive: true });
      const at = path.join(folder, file);
      await writeFile(at, content);
      return at;
    },
    without: async (work) => {
      await office.stop();
      try {
        await work();
      } finally {
        await office.restart();
        offices.set(2, office.url);
      }
    },
    close: async () => {
      await office.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Beside somebody's profile one that says which office is asked. */
async function profileAt(usual: string, where: Pick<ProfileFile, "portal" | "district">): Promise<string> {
  const file = path.join(path.dirname(usual), "at-the-office.json");
  const content = JSON.parse(await readFile(usual, "utf8")) as ProfileFile;
  await writeFile(file, JSON.stringify({ ...content, ...where }));
  return file;
}

/** A paper with a line on it. */
export function pdf(line: string): Buffer {
  return sheetOf([line]);
}
