/**
 * An office to try the command in: a node that answers over HTTP, the pilot's ledger deployed on it with its Safes, officers whose
 * keys lie in keystores, and a folder with a profile for each of them.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  encryptKeystoreJson,
  Wallet,
  type JsonRpcProvider,
  type TransactionLike,
  type TransactionRequest,
} from "ethers";
import { fileStore } from "../../../client/deploy/fileStore.ts";
import type { Deployment } from "../../../client/deployment.ts";
import { dayOf, firstSecondOf } from "../../../client/days.ts";
import { connectLedger, type Ledger } from "../../../client/ledger.ts";
import type { Lang, Text } from "../../../client/text/text.ts";
import { run, type World } from "../../../scripts/cli/program.ts";
import { groups } from "../../../scripts/commands/groups.ts";
import type { ProfileFile } from "../../../scripts/profile/profile.ts";
import { person } from "../../deploy/pilot.ts";
import { findPremises, type OpenNode } from "./premises.ts";

export { person } from "../../deploy/pilot.ts";

const PASSWORD = "correct horse battery";

/** Officers hold no coin, and gas is free here. */
class FreeWallet extends Wallet {
  override async populateTransaction(request: TransactionRequest): Promise<TransactionLike> {
    return super.populateTransaction({ type: 0, gasPrice: 0n, ...request });
  }
}

/** Who can be sent as: `wujin bureau`, `operator`, or any other name, which is a stranger's. */
export type Name = string;

/** What a run of the command said. */
export interface Said {
  readonly exit: number;
  /** The first output, line by line. */
  readonly out: readonly string[];
  /** The second output: notes, questions and complaints. */
  readonly err: readonly string[];
  /** The first output as JSON, where it was asked for. */
  readonly json: () => {
    ok: boolean;
    exit: number;
    data: never;
    error?: { code: string; sentence: string; hint?: string };
  };
}

export interface Office {
  readonly folder: string;
  readonly url: string;
  readonly provider: JsonRpcProvider;
  readonly deployment: Deployment;
  readonly deploymentFile: string;
  /** For reading, and with `as` for setting a scene without the command. */
  readonly ledger: Ledger;
  readonly as: (name: Name) => Ledger;
  readonly wallet: (name: Name) => Wallet;
  /** The profile of somebody, with a keystore; made when it is first asked for. */
  readonly profile: (name: Name, over?: Partial<ProfileFile>) => Promise<string>;
  /** Runs the command in somebody's name. */
  readonly tongdui: (name: Name, ...words: string[]) => Promise<Said>;
  /** As {@link tongdui}, with what the person types at each question. */
  readonly answering: (answers: readonly (string | boolean)[], name: Name, ...words: string[]) => Promise<Said>;
  readonly today: () => Promise<number>;
  /** Goes on to the first second of a Shanghai day. */
  readonly goToDay: (day: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens an office; at a node, if one is given, which is closed with it.
 *
 * @param deployed the file of the pilot's deployment, where that is on the node already.
 */
export async function openOffice(node?: OpenNode, deployed?: string): Promise<Office> {
  const folder = await mkdtemp(path.join(tmpdir(), "office-"));
  const deploymentFile = deployed ?? path.join(folder, "deployments/pilot.json");
  const { url, provider, deployment, leave } = await findPremises(fileStore(deploymentFile), node);

  const wallet = (name: Name): Wallet => new FreeWallet(person(name).privateKey, provider);
  const profiles = new Map<Name, Promise<string>>();
  const profile = async (name: Name, over?: Partial<ProfileFile>): Promise<string> => {
    if (over) return makeProfile(folder, `${name} ${profiles.size}`, name, { url, deploymentFile }, over);
    const known = profiles.get(name) ?? makeProfile(folder, name, name, { url, deploymentFile }, {});
    profiles.set(name, known);
    return known;
  };
  const answering = async (answers: readonly (string | boolean)[], name: Name, ...words: string[]): Promise<Said> =>
    tongdui([...words, "--profile", await profile(name)], answers);

  return {
    folder,
    url,
    provider,
    deployment,
    deploymentFile,
    ledger: connectLedger(deployment, provider),
    as: (name) => connectLedger(deployment, wallet(name)),
    wallet,
    profile,
    tongdui: async (name, ...words) => answering([], name, ...words),
    answering,
    today: async () => dayOf((await provider.getBlock("latest"))?.timestamp ?? 0),
    goToDay:
      node?.goToDay ??
      (async (day) => {
        await provider.send("evm_setNextBlockTimestamp", [firstSecondOf(day)]);
        await provider.send("evm_mine", []);
      }),
    close: async () => {
      provider.destroy();
      await leave();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Runs the command in this process.
 *
 * @param answers what the person types at each question, in their order; a question beyond them finds nobody.
 */
export async function tongdui(words: readonly string[], answers: readonly (string | boolean)[] = []): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const left = [...answers];
  const ask = (question: Text, lang: Lang): string | boolean => {
    err.push(question[lang]);
    const answer = left.shift();
    if (answer === undefined) throw new Error(`Nobody was to be asked: ${question.en}`);
    return answer;
  };
  const world: World = {
    groups,
    io: (lang) => ({
      write: (line) => void out.push(line),
      note: (text) => void err.push(text[lang]),
      askSecret: async (question) => Promise.resolve(String(ask(question, lang))),
      confirm: async (question) => Promise.resolve(ask(question, lang) === true),
      progress: () => ({ add: () => undefined, end: () => undefined }),
    }),
    complain: (line) => void err.push(line),
    environment: {},
    now: Date.now,
    signal: new AbortController().signal,
    version: "0.0.0",
  };
  const exit = await run(words, world);
  return { exit, out, err, json: () => JSON.parse(out.join("")) as ReturnType<Said["json"]> };
}

async function makeProfile(
  office: string,
  place: string,
  name: Name,
  { url, deploymentFile }: { url: string; deploymentFile: string },
  over: Partial<ProfileFile>,
): Promise<string> {
  const folder = path.join(office, place.replaceAll(" ", "-"));
  await mkdir(folder, { recursive: true });
  const { privateKey, address } = person(name);
  // A weak seal, so that opening it takes no half a second each time.
  const keystore = await encryptKeystoreJson({ address, privateKey }, PASSWORD, { scrypt: { N: 2 } });
  await writeFile(path.join(folder, "key.json"), keystore, { mode: 0o600 });
  await writeFile(path.join(folder, "password"), PASSWORD, { mode: 0o600 });
  const profile: ProfileFile = {
    nodes: [url],
    deployment: path.relative(folder, deploymentFile),
    key: { keystore: "key.json", passwordFile: "password" },
    ...over,
  };
  const file = path.join(folder, "tongdui.json");
  await writeFile(file, JSON.stringify(profile, null, 2));
  return file;
}
