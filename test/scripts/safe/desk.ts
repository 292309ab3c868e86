/** Officials' desks: each signs on a machine that reaches no node. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { openOffice, tongdui, type Name, type Office, type Said } from "../support/office.ts";

/** Where no node answers. */
const NOWHERE = "http://127.0.0.1:1";

export interface Desk {
  readonly office: Office;
  /** A new name for a file. */
  readonly file: () => string;
  /** Makes a decision's file in somebody's name. */
  readonly decide: (name: Name, ...words: string[]) => Promise<string>;
  /** Signs without a node; the signed file. */
  readonly sign: (name: Name, file: string) => Promise<string>;
  /** Runs a command without a node. */
  readonly offline: (name: Name, ...words: string[]) => Promise<Said>;
  readonly execute: (...files: string[]) => Promise<Said>;
  /** Decided, signed by these and carried out. */
  readonly carryOut: (signers: readonly Name[], name: Name, ...words: string[]) => Promise<void>;
  readonly alter: (file: string, change: (content: Content) => void) => Promise<string>;
}

/** What a decision's file says. */
export interface Content {
  does: { en: string; zh: string }[];
  transaction: { chainId: number; nonce: number; operation: number; to: string; data: string };
  safe: { key: string; address: string };
  hash: string;
  approvals: { signer: string; onBehalfOf?: string; signature: string }[];
}

/** Two officials of each of three districts. */
export const SIX: readonly Name[] = ["yangpu", "nanhu", "hefei"].flatMap((key) => [`${key} director`, `${key} deputy`]);

export async function openDesk(): Promise<Desk> {
  const office = await openOffice();
  const profiles = new Map<Name, Promise<string>>();
  let files = 0;
  const file = (): string => {
    files += 1;
    return path.join(office.folder, `decision-${files}.json`);
  };
  const offline = async (name: Name, ...words: string[]): Promise<Said> => {
    const profile = profiles.get(name) ?? office.profile(name, { nodes: [NOWHERE] });
    profiles.set(name, profile);
    return tongdui([...words, "--profile", await profile]);
  };
  const demandDone = ({ exit, err, out }: Said): void => {
    if (exit !== 0) throw new Error([...out, ...err].join("\n"));
  };
  const decide = async (name: Name, ...words: string[]): Promise<string> => {
    const out = file();
    demandDone(await office.tongdui(name, ...words, "--out", out));
    return out;
  };
  const sign = async (name: Name, decision: string): Promise<string> => {
    const out = file();
    demandDone(await offline(name, "safe", "sign", decision, "--out", out, "--yes"));
    return out;
  };
  const execute = async (...all: string[]): Promise<Said> =>
    office.tongdui("messenger", "safe", "execute", ...all, "--yes");
  const carryOut = async (signers: readonly Name[], name: Name, ...words: string[]): Promise<void> => {
    const decision = await decide(name, ...words);
    const signed = await Promise.all(signers.map(async (signer) => sign(signer, decision)));
    demandDone(await execute(...signed));
  };
  const alter = async (decision: string, change: (content: Content) => void): Promise<string> => {
    const content = JSON.parse(await readFile(decision, "utf8")) as Content;
    change(content);
    const out = file();
    await writeFile(out, JSON.stringify(content));
    return out;
  };
  return { office, file, decide, sign, offline, execute, carryOut, alter };
}
