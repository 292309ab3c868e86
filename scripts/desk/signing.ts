/**
 * What the officer's key does at the desk: three things, each told in words from what is signed itself, and asked about in the window.
 * Transactions go through the outbox, so that whatever is killed, nothing is sent twice.
 */
import type { Signer } from "ethers";
import { actOf, ACTS, type ActAddresses, type ActingPart } from "../../client/acts/acts.ts";
import type { Code } from "../../client/acts/codes.ts";
import type { TypedData } from "../../client/acts/messages.ts";
import { signedMessageOf, TYPES_SIGNED } from "../../client/acts/signed.ts";
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import { readSignIn } from "../../client/signIn.ts";
import type { Text } from "../../client/text/text.ts";
import { Outbox } from "../chain/outbox.ts";
import type { Reading } from "../chain/reading.ts";
import { oneLine } from "../cli/harmless.ts";
import { districtNamed } from "../safe/names.ts";
import type { Challenges } from "./challenges.ts";

export interface Sending {
  readonly from: string;
  readonly to: string;
  readonly data: string;
  /** Wei. */
  readonly value: bigint;
  readonly chainId: number | undefined;
  /** The number that the page counts on: if it is used, the page has not seen the newest state. */
  readonly nonce: number | undefined;
}

/** Where the contracts are that officers act on. */
export function actAddresses({ contracts }: Pick<Deployment, "contracts">): ActAddresses {
  const parts = Object.keys(ACTS) as ActingPart[];
  return Object.fromEntries(parts.map((part) => [part, contracts[part].address])) as ActAddresses;
}

export interface DeskParts {
  readonly open: Reading;
  readonly signer: Signer;
  /** The portal's origin. */
  readonly portal: string;
  /** What the offices gave to be signed. */
  readonly challenges: Challenges;
}

export class SigningDesk {
  readonly account: string;
  readonly #open: Reading;
  readonly #signer: Signer;
  readonly portal: string;
  readonly #challenges: Challenges;
  #turn: Promise<unknown> = Promise.resolve();
  /** What is being asked or handed over at the moment. */
  #working: Promise<unknown> = Promise.resolve();
  /** Hashes by the account's numbers. */
  readonly #sent = new Map<number, string>();
  #count = 0;

  private constructor({ open, signer, portal, challenges }: DeskParts, account: string) {
    this.#open = open;
    this.#signer = signer;
    this.account = account;
    this.portal = portal;
    this.#challenges = challenges;
  }

  /** First brings to its end what an earlier desk or command left under way. @throws as Outbox.open. */
  static async open(parts: DeskParts): Promise<SigningDesk> {
    const desk = new SigningDesk(parts, await parts.signer.getAddress());
    await (await desk.#outbox()).close();
    return desk;
  }

  /** How often something was signed or sent. */
  get count(): number {
    return this.#count;
  }

  /** Waits until what was sent is in a block. */
  async close(): Promise<void> {
    await this.#turn.catch(() => undefined);
  }

  /** @throws TongduiError `SignInUnknown`, `OtherAccountAsked`, `NotConfirmed`, `PageGone`. */
  async signIn(text: string, by: string, signal: AbortSignal): Promise<string> {
    this.#demandAccount(by);
    const read = readSignIn(text);
    const isOurs =
      read?.origin === this.portal &&
      read.district === this.#challenges.districtOf(text) &&
      read.account === this.account &&
      read.chainId === this.#open.deployment.chainId &&
      read.expiresAt > this.#open.context.now();
    if (!isOurs) throw signInUnknown();
    const office = districtNamed(this.#open.deployment, BigInt(read.district));
    return this.#inTurn(async () => {
      const lines = [
        {
          en: `Sign in at the office of ${office.en}, through ${this.portal}. Nothing is sent to the ledger.`,
          zh: `通过 ${this.portal} 登录${office.zh}的办公系统，不向账本发送任何内容。`,
        },
      ];
      await this.#demandYes({ en: "Sign in", zh: "登录" }, lines, SIGN, signal);
      const signature = await this.#signer.signMessage(text);
      this.#open.context.watch("signed", { kind: "SignIn" });
      return signature;
    });
  }

  /** @throws TongduiError `MessageUnknown`, `OtherAccountAsked`, `NotConfirmed`, `PageGone`. */
  async signTyped(typed: TypedData, by: string, signal: AbortSignal): Promise<string> {
    this.#demandAccount(by);
    const { domain: orders, deployment } = this.#open;
    const { said, domain } = signedMessageOf(typed, { orders, matching: matchingDomain(deployment) });
    return this.#inTurn(async () => {
      await this.#demandYes(said.title, [...said.lines, ...inFull(said.codes)], SIGN, signal);
      const signature = await this.#signer.signTypedData(domain, TYPES_SIGNED[said.name], said.message);
      this.#open.context.watch("signed", { kind: said.name });
      return signature;
    });
  }

  /**
   * Sends an act.
   *
   * @returns the transaction's hash, once it is handed over; whether it is in a block, the node says.
   * @throws TongduiError `ActUnknown`, `OtherAccountAsked`, `OtherChainAsked`, `NumberPassed`, `NotConfirmed`, `PageGone`; as
   * Outbox.send.
   */
  async send({ from, to, data, value, chainId, nonce }: Sending, signal: AbortSignal): Promise<string> {
    this.#demandAccount(from);
    const { deployment, nodes } = this.#open;
    if (chainId !== undefined && chainId !== deployment.chainId) throw otherChainAsked();
    const act = actOf({ to, data, from, value }, actAddresses(deployment));
    return this.#inTurn(async (until) => {
      const outbox = await this.#outbox();
      try {
        const demandNumber = async (): Promise<void> => {
          if (nonce === undefined) return;
          if ((await nodes.getTransactionCount(this.account, "latest")) !== nonce) throw numberPassed();
        };
        await demandNumber();
        const refusal = await outbox.refusalOf({ to, data });
        if (refusal) throw refusal;
        await this.#demandYes(act.title, [...act.lines, ...inFull(act.codes)], SEND, signal);
        await demandNumber();
        const { hash, sent } = await outbox.start({ to, data }, act.title);
        if (nonce !== undefined) this.#sent.set(nonce, hash);
        const ended = sent.then(
          ({ receipt }) => this.#tell(act.title, receipt.blockNumber),
          (error: unknown) => this.#open.context.io.note(sentenceOf(error)),
        );
        until(ended.then(async () => outbox.close()));
        return hash;
      } catch (error) {
        await outbox.close();
        throw error;
      }
    });
  }

  /** For a page that was loaded anew: what was sent under a number, once nothing more can be under way; null if nothing was. */
  async sentUnder(nonce: number): Promise<string | null> {
    await this.#working;
    return this.#sent.get(nonce) ?? null;
  }

  /** One after the other: questions in one window, and numbers of one account. @param work may say until when its turn lasts. */
  async #inTurn<T>(work: (until: (ended: Promise<unknown>) => void) => Promise<T>): Promise<T> {
    let lasting: Promise<unknown> = Promise.resolve();
    const until = (ended: Promise<unknown>): void => void (lasting = ended);
    const result = this.#turn.then(async () => work(until));
    this.#working = result.catch(() => undefined);
    this.#turn = result.then(async () => lasting).catch(() => undefined);
    const done = await result;
    this.#count += 1;
    return done;
  }

  async #outbox(): Promise<Outbox> {
    const { nodes, ledger, profile, context } = this.#open;
    return Outbox.open({
      nodes,
      signer: this.#signer,
      contracts: Object.values(ledger),
      folder: profile.journal,
      command: context.command,
      note: context.io.note,
      watch: context.watch,
      signal: context.signal,
    });
  }

  /** A page that was closed or loaded anew while the question stood here would not learn of a yes. */
  async #demandYes(title: Text, lines: readonly Text[], question: Text, signal: AbortSignal): Promise<void> {
    const { io, yes } = this.#open.context;
    io.note({ en: `\n${title.en}`, zh: `\n${title.zh}` });
    for (const { en, zh } of lines) io.note({ en: `  · ${oneLine(en)}`, zh: `  · ${oneLine(zh)}` });
    demandThere(signal);
    if (!yes && !(await io.confirm(question))) {
      throw new TongduiError("NotConfirmed", {
        en: "It was declined in the desk's window; nothing was sent or signed.",
        zh: "已在工作台窗口中拒绝，未发送或签署任何内容。",
      });
    }
    demandThere(signal);
  }

  #tell({ en, zh }: Text, block: number): void {
    this.#open.context.io.note({ en: `✓ ${en}: done (block ${block})`, zh: `✓ ${zh}：已办理（区块 ${block}）` });
  }

  #demandAccount(asked: string): void {
    if (asked.toLowerCase() === this.account.toLowerCase()) return;
    throw new TongduiError("OtherAccountAsked", {
      en: `The desk has the key of ${this.account} and of no other account.`,
      zh: `工作台仅持有账户 ${this.account} 的密钥。`,
    });
  }
}

const SIGN = { en: "Sign this?", zh: "确认签署吗？" };
const SEND = { en: "Send this to the ledger?", zh: "确认发送到账本吗？" };

/** Codes are short in sentences, and somebody could make another that is like one when it is short. */
function inFull(codes: readonly Code[]): readonly Text[] {
  return codes.map(({ name, hash }) => ({ en: `${name.en}, in full: ${hash}`, zh: `${name.zh}（完整编码）：${hash}` }));
}

function sentenceOf(error: unknown): Text {
  if (error instanceof TongduiError) return { en: `✗ ${error.say("en")}`, zh: `✗ ${error.say("zh")}` };
  const message = oneLine(error instanceof Error ? error.message : String(error));
  return { en: `✗ ${message}`, zh: `✗ ${message}` };
}

function signInUnknown(): TongduiError {
  return new TongduiError(
    "SignInUnknown",
    {
      en: "This is not the text by which one signs in through this portal, and is not signed.",
      zh: "这不是经本门户登录所用的文本，不予签署。",
    },
    { hint: { en: "Load the page anew and sign in again.", zh: "请重新载入页面后登录。" } },
  );
}

function otherChainAsked(): TongduiError {
  return new TongduiError("OtherChainAsked", {
    en: "The page is on another chain than the desk.",
    zh: "页面所在的链与工作台不同。",
  });
}

function numberPassed(): TongduiError {
  return new TongduiError(
    "NumberPassed",
    {
      en: "Something was sent with your account since the page looked; nothing was sent now.",
      zh: "页面查询之后，您的账户已发送过其他事项；本次未发送任何内容。",
    },
    {
      hint: {
        en: "Look at the queue again: if the matter is gone from it, it is done.",
        zh: "请刷新待办：如该事项已不在其中，即已办理。",
      },
    },
  );
}

function demandThere({ aborted }: AbortSignal): void {
  if (!aborted) return;
  throw new TongduiError("PageGone", {
    en: "The page that asked was closed meanwhile; nothing was sent or signed.",
    zh: "提出请求的页面已关闭，未发送或签署任何内容。",
  });
}
