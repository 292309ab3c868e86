/** A party on its own machine: a folder with the ledger's deployment file and a keystore, and no node. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { encryptKeystoreJson } from "ethers";
import { checkCharacter } from "../../../client/documents/creditCode.ts";
import type { Deployment } from "../../../client/deployment.ts";
import { ledgerDomain, type LedgerDomain } from "../../../client/messages.ts";
import { deployPilot, person } from "../../deploy/pilot.ts";
import { tongdui, type Said } from "../support/office.ts";

const PASSWORD = "correct horse battery";

const withCheck = (first17: string): string => first17 + checkCharacter(first17);
export const FIRM = withCheck("91320412MA1X2B3C4");
export const INSTITUTE = withCheck("12310000425006133");

/** A machine for several parties, each with a keystore. */
export interface Machine {
  readonly folder: string;
  readonly domain: LedgerDomain;
  readonly deployment: string;
  readonly file: (...parts: string[]) => string;
  /** Writes a file, as JSON where it is not text. */
  readonly write: (name: string, content: unknown) => Promise<string>;
  readonly read: (file: string) => Promise<{ [name: string]: unknown }>;
  /** Runs a command of the group `sign` as somebody, without a profile. */
  readonly sign: (name: string, ...words: string[]) => Promise<Said>;
  /** As {@link sign}, where the person says yes. */
  readonly signing: (name: string, ...words: string[]) => Promise<readonly Written[]>;
  /** A profile whose node does not answer, and that names no key. */
  readonly profile: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface Written {
  readonly kind: string;
  readonly order: string;
  readonly digest: string;
  readonly file: string;
  readonly isNew: boolean;
}

export async function openMachine(deployment: Deployment): Promise<Machine> {
  const folder = await mkdtemp(path.join(tmpdir(), "party-"));
  const file = (...parts: string[]): string => path.join(folder, ...parts);
  await writeFile(file("deployment.json"), JSON.stringify(deployment));
  await writeFile(file("password"), PASSWORD, { mode: 0o600 });
  const keys = new Map<string, string>();
  const keystoreOf = async (name: string): Promise<string> => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const { privateKey, address } = person(name);
    const keystore = file(`${name.replaceAll(" ", "-")}.key`);
    const sealed = await encryptKeystoreJson({ address, privateKey }, PASSWORD, { scrypt: { N: 2 } });
    await writeFile(keystore, sealed, { mode: 0o600 });
    keys.set(name, keystore);
    return keystore;
  };
  const sign = async (name: string, ...words: string[]): Promise<Said> => {
    const own = ["--deployment", file("deployment.json"), "--profile", file("none.json")];
    const key = ["--keystore", await keystoreOf(name), "--password-file", file("password")];
    const [command = "", ...rest] = words;
    return tongdui(["sign", command, ...own, ...(command === "check" ? [] : key), ...rest]);
  };
  const write = async (name: string, content: unknown): Promise<string> => {
    await mkdir(path.dirname(file(name)), { recursive: true });
    await writeFile(file(name), typeof content === "string" ? content : JSON.stringify(content, null, 2));
    return file(name);
  };
  return {
    folder,
    deployment: file("deployment.json"),
    domain: ledgerDomain(deployment.chainId, deployment.contracts.orders.address, deployment.plan.salt),
    file,
    write,
    profile: async () => write("tongdui.json", { nodes: ["http://127.0.0.1:1"], deployment: "deployment.json" }),
    read: async (name) => JSON.parse(await readFile(name, "utf8")) as { [name: string]: unknown },
    sign,
    signing: async (name, ...words) => {
      const said = await sign(name, ...words, "--yes", "--json");
      if (said.exit !== 0) throw new Error(said.out.join("\n") + said.err.join("\n"));
      return said.json().data;
    },
    close: async () => rm(folder, { recursive: true }),
  };
}

let pilot: Promise<Deployment> | undefined;

/** The deployment of a ledger that nobody can reach; one for all tests of a process. */
export async function unreachable(): Promise<Deployment> {
  pilot ??= deployPilot().then(({ deployment }) => deployment);
  return pilot;
}
