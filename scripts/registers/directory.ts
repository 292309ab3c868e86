/**
 * The office's directory: the names behind the ids of enterprises and providers, which the ledger does not hold.
 *
 *     enterprises.jsonl    a line an entry; of the lines of one id, or of one credit code, the last one holds
 *     providers.jsonl
 *
 * RULES
 * - A file is only ever added to, so nothing that dies can take away what is there. A line that a power cut left half-written is
 *   passed over, and told of; whoever imports the same table again puts it back, for the ledger knows the id.
 * - Each file begins with the ledger that its ids are of: under another ledger the same ids mean others.
 * - It is a convenience and proves nothing: standing, wallet and commitment of the moment are the ledger's.
 */
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Deployment } from "../../client/deployment.ts";
import { creditCode } from "../../client/documents/creditCode.ts";
import { normalise } from "../../client/documents/normalise.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { disk } from "../../client/files/disk.ts";
import { REGISTERS, type Register } from "./register.ts";

/** A party as the office knows it. */
export interface Party {
  readonly register: Register;
  readonly id: bigint;
  readonly name: string;
  /** Eighteen characters, normalised. */
  readonly creditCode: string;
  /** With its checksum. The ledger says which one signs at the moment. */
  readonly wallet: string;
  /** The commitment of the profile as it was last recorded here, `0x…`. */
  readonly profile: string;
}

/** A line that cannot be read. */
export interface DamagedLine {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

const FILES = { enterprise: "enterprises.jsonl", provider: "providers.jsonl" } as const;

/** One call of the system takes so many lines, so that two that add at a time do not mix theirs. */
const LINES_A_WRITE = 500;

/** What may be a credit code, mistyped or not, and is no id or name. */
const CODE_LIKE = /^[0-9A-Z]{12,}$/;

const header = z.strictObject({ ledger: z.string() });
const entry = z.strictObject({
  id: z.string(),
  name: z.string(),
  creditCode: z.string(),
  wallet: z.string(),
  profile: z.string(),
});

export class Directory {
  /** Lines that cannot be read; what they said is missing here. */
  readonly damaged: readonly DamagedLine[];
  readonly #folder: string;
  readonly #ledger: string;
  readonly #byId: Readonly<Record<Register, Map<bigint, Party>>> = { enterprise: new Map(), provider: new Map() };
  readonly #byCreditCode: Readonly<Record<Register, Map<string, bigint>>> = {
    enterprise: new Map(),
    provider: new Map(),
  };
  #byWallet: Map<string, Party[]> | undefined;

  private constructor(folder: string, ledger: string, damaged: readonly DamagedLine[]) {
    this.#folder = folder;
    this.#ledger = ledger;
    this.damaged = damaged;
  }

  /**
   * Reads the directory. One that does not exist is empty; its folder is made by the first entry.
   *
   * @throws TongduiError `DirectoryOfOtherLedger`.
   */
  static async open({
    profile,
    deployment,
  }: {
    readonly profile: { readonly directory: string };
    readonly deployment: Pick<Deployment, "chainId" | "contracts">;
  }): Promise<Directory> {
    const ledger = `${deployment.chainId} ${deployment.contracts.edition.address}`;
    const damaged: DamagedLine[] = [];
    const directory = new Directory(profile.directory, ledger, damaged);
    const there = await disk.list(profile.directory);
    for (const register of ["enterprise", "provider"] as const) {
      if (there.includes(FILES[register])) await directory.#read(register, damaged);
    }
    return directory;
  }

  /** A party by its id. */
  byId(register: Register, id: bigint): Party | undefined {
    return this.#byId[register].get(id);
  }

  /** The party that a credit code was last registered as. */
  byCreditCode(register: Register, code: string): Party | undefined {
    const id = this.#byCreditCode[register].get(creditCode(code));
    return id === undefined ? undefined : this.byId(register, id);
  }

  /** The parties whose wallet an address was when it was last recorded, of both registers. */
  byWallet(wallet: string): readonly Party[] {
    this.#byWallet ??= Map.groupBy([...this.#byId.enterprise.values(), ...this.#byId.provider.values()], (party) =>
      party.wallet.toLowerCase(),
    );
    return this.#byWallet.get(wallet.toLowerCase()) ?? [];
  }

  /** All parties of a register by their ids. */
  all(register: Register): Party[] {
    return [...this.#byId[register].values()].sort((a, b) => Number(a.id - b.id));
  }

  /** `2-15 江苏江南烯元石墨烯科技有限公司`, or the bare id of a party that this office does not know. */
  label(register: Register, id: bigint): string {
    const name = this.byId(register, id)?.name;
    const written = REGISTERS[register].format(id);
    return name === undefined ? written : `${written} ${name}`;
  }

  /** The same as a part of a sentence: `enterprise 2-15 …`, `企业 2-15 …`. */
  named(register: Register, id: bigint): Text {
    const { noun } = REGISTERS[register];
    const label = this.label(register, id);
    return { en: `${noun.en} ${label}`, zh: `${noun.zh} ${label}` };
  }

  /**
   * The id that a person means by an id or a credit code.
   *
   * @throws TongduiError `EnterpriseIdUnreadable`, `ProviderIdUnreadable`, `CreditCode…`, `CreditCodeUnknown`.
   */
  idOf(register: Register, typed: string): bigint {
    if (!CODE_LIKE.test(normalise(typed))) return this.#idWritten(register, typed);
    const code = creditCode(typed);
    const party = this.byCreditCode(register, code);
    if (party) return party.id;
    throw creditCodeUnknown(code);
  }

  /** Whoever typed a name is told the id: two parties may be called alike. */
  #idWritten(register: Register, typed: string): bigint {
    try {
      return REGISTERS[register].parse(typed);
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      const called = this.all(register).filter(({ name }) => name === typed.trim());
      const { id } = called[0] ?? { id: 0n };
      const hint =
        called.length > 0
          ? { en: `Did you mean ${this.label(register, id)}?`, zh: `您是否指 ${this.label(register, id)}？` }
          : {
              en: `Give the id, or the credit code of 18 characters; tongdui ${register} list shows them.`,
              zh: `请给出编号或 18 位统一社会信用代码，可用 tongdui ${register} list 查看。`,
            };
      throw new TongduiError(error.code, error.sentence, { hint });
    }
  }

  /** Adds entries, each of which takes the place of an earlier one of its id. What is there already is not written again. */
  async add(parties: readonly Party[]): Promise<void> {
    const news = parties.filter((party) => !isSame(this.byId(party.register, party.id), party));
    for (const [register, some] of Map.groupBy(news, (party) => party.register)) await this.#append(register, some);
    for (const party of news) this.#hold(party);
  }

  #fileOf(register: Register): string {
    return path.join(this.#folder, FILES[register]);
  }

  #hold(party: Party): void {
    this.#byId[party.register].set(party.id, party);
    this.#byCreditCode[party.register].set(party.creditCode, party.id);
    this.#byWallet = undefined;
  }

  async #append(register: Register, parties: readonly Party[]): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const handle = await open(this.#fileOf(register), "a+", 0o600);
    try {
      const { size } = await handle.stat();
      const last = size > 0 ? (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() : "\n";
      // A line that was left half-written must not spoil the next one.
      let before = size === 0 ? `${JSON.stringify({ ledger: this.#ledger })}\n` : last === "\n" ? "" : "\n";
      for (let first = 0; first < parties.length; first += LINES_A_WRITE) {
        const lines = parties.slice(first, first + LINES_A_WRITE).map((party) => `${JSON.stringify(entryOf(party))}\n`);
        await handle.appendFile(before + lines.join(""));
        before = "";
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.sync(this.#folder);
  }

  async #read(register: Register, damaged: DamagedLine[]): Promise<void> {
    const file = this.#fileOf(register);
    const handle = await open(file);
    let line = 0;
    for await (const text of handle.readLines({ encoding: "utf8" })) {
      line += 1;
      if (text === "") continue;
      const value = jsonOf(text);
      const party = partyOf(register, value);
      const head = party ? undefined : header.safeParse(value);
      if (party) this.#hold(party);
      else if (head?.success) this.#demandOwn(head.data.ledger);
      else damaged.push({ file, line });
    }
  }

  #demandOwn(ledger: string): void {
    if (ledger !== this.#ledger) throw otherLedger(this.#folder);
  }
}

function entryOf({ register, id, name, creditCode: code, wallet, profile }: Party): z.infer<typeof entry> {
  return { id: REGISTERS[register].format(id), name, creditCode: code, wallet, profile };
}

function partyOf(register: Register, value: unknown): Party | undefined {
  const result = entry.safeParse(value);
  if (!result.success) return undefined;
  try {
    return { ...result.data, register, id: REGISTERS[register].parse(result.data.id) };
  } catch {
    // Not an id: the line is as unreadable as one that is not JSON.
    return undefined;
  }
}

function isSame(a: Party | undefined, b: Party): boolean {
  return a !== undefined && JSON.stringify(entryOf(a)) === JSON.stringify(entryOf(b));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function creditCodeUnknown(code: string): TongduiError {
  return new TongduiError(
    "CreditCodeUnknown",
    {
      en: `This office's directory knows no party with the credit code ${code}.`,
      zh: `本单位名录中没有统一社会信用代码为 ${code} 的单位。`,
    },
    {
      hint: {
        en: "Give its id, or import the table in which it stands: what is registered already is only added to the directory.",
        zh: "请改用编号，或导入其所在的名单：已登记的单位只会补入名录。",
      },
    },
  );
}

function otherLedger(folder: string): TongduiError {
  return new TongduiError(
    "DirectoryOfOtherLedger",
    {
      en: `The directory in ${folder} belongs to another ledger, where the same ids mean other parties.`,
      zh: `${folder} 中的名录属于另一账本，同样的编号在其中指其他单位。`,
    },
    {
      hint: {
        en: "Name another folder under directory in the profile.",
        zh: "请在配置文件的 directory 项中指定其他文件夹。",
      },
    },
  );
}
