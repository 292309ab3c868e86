/** A party that lost its key, or fears for it, gets a new wallet: the home Bureau proposes it, the Approver confirms it days later. */
import { ZeroAddress } from "ethers";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { acting } from "../chain/acting.ts";
import { answerOf, perform, type Step } from "../chain/perform.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { typedAccount } from "../keys/typedAccount.ts";
import { Directory } from "../registers/directory.ts";
import type { Register } from "../registers/register.ts";
import { lastRotation, type EndedRotation } from "./lastRotation.ts";

/** Which party: an enterprise as in 2-15, or a provider as in P2-1. */
export interface PartyNamed {
  readonly register: Register;
  readonly id: bigint;
}

export interface PartyInput {
  readonly party: PartyNamed;
}

/** Stops the old wallet at once, and proposes another. */
export async function rotateWallet(input: PartyInput & { readonly to: string }, context: Context): Promise<Answer> {
  const to = typedAccount(input.to);
  return acting(context, async (open) => {
    const { contract, name, state } = await partyOf(open, input.party);
    const { register, id } = input.party;
    const title = { en: `Stop the wallet of ${name} and propose ${to}`, zh: `停用 ${name} 的原钱包并提出新钱包 ${to}` };
    if (state.wallet === to) {
      const last = await lastRotation(open, register, id);
      if (last?.end !== "confirmed") throw sameWallet(name, to);
      return answerOf([{ title, end: "before" }], {
        data: { party: name, wallet: to, confirmableFrom: null },
        parts: [confirmedBy(last)],
      });
    }
    context.io.note({
      en: `From now on nobody signs for ${name}, until the Approver confirms the new wallet or the change is cancelled. What it holds does not move.`,
      zh: `自此刻起，${name} 无人可签名，直至审批人确认新钱包或取消更换。其持有的双创券不受影响。`,
    });
    const step: Step = {
      title,
      isDone: async () => isProposed(contract, id, to),
      draft: async () => contract.proposeRotation.populateTransaction(id, to),
    };
    const outcomes = await perform(open, [step]);
    const from = await confirmableFrom(open, contract, id);
    return answerOf(outcomes, {
      data: { party: name, wallet: to, confirmableFrom: from },
      parts: [
        {
          en: `An Approver confirms it from ${from} (Shanghai) on: tongdui wallet confirm ${written(input.party)}`,
          zh: `审批人自 ${from}（北京时间）起可以确认：tongdui wallet confirm ${written(input.party)}`,
        },
      ],
    });
  });
}

/** Puts the proposed wallet in place. What is confirmed, the ledger says; nobody types it again. */
export async function confirmWallet({ party }: PartyInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { contract, name, state } = await partyOf(open, party);
    const rotation = await contract.rotations(party.id);
    const wallet = rotation.wallet === ZeroAddress ? state.wallet : rotation.wallet;
    const title = { en: `Give ${name} the wallet ${wallet}`, zh: `将 ${name} 的钱包改为 ${wallet}` };
    if (rotation.wallet === ZeroAddress) {
      const last = await lastRotation(open, party.register, party.id);
      if (last?.end !== "confirmed") throw nothingProposed(name, wallet);
      if (!context.dryRun) await remember(open, party, wallet);
      return answerOf([{ title, end: "before" }], { data: { party: name, wallet }, parts: [confirmedBy(last)] });
    }
    context.io.note({
      en: `Proposed by ${rotation.by}: ${name} signs with ${rotation.wallet} instead of ${state.wallet}. Ask the party itself whether this is right.`,
      zh: `由 ${rotation.by} 提出：${name} 的签名钱包由 ${state.wallet} 改为 ${rotation.wallet}。请向当事方本人核实。`,
    });
    const outcomes = await perform(open, [
      {
        title,
        isDone: async () => (await partyOf(open, party)).state.wallet === wallet,
        draft: async () => contract.confirmRotation.populateTransaction(party.id, wallet),
      },
    ]);
    if (!context.dryRun) await remember(open, party, wallet);
    return answerOf(outcomes, { data: { party: name, wallet } });
  });
}

/** Gives the old wallet back. */
export async function cancelRotation({ party }: PartyInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { contract, name, state } = await partyOf(open, party);
    const isOpen = async (): Promise<boolean> => (await contract.rotations(party.id)).wallet !== ZeroAddress;
    const isCancelled = async (): Promise<boolean> =>
      !(await isOpen()) && (await lastRotation(open, party.register, party.id))?.end === "cancelled";
    if (!(await isOpen()) && !(await isCancelled())) throw nothingProposed(name, state.wallet);
    const step: Step = {
      title: {
        en: `Cancel the change of wallet of ${name}; the old one signs again`,
        zh: `取消 ${name} 的钱包更换，恢复原钱包`,
      },
      isDone: isCancelled,
      draft: async () => contract.cancelRotation.populateTransaction(party.id),
    };
    return answerOf(await perform(open, [step]), { data: { party: name } });
  });
}

/** Who signs for a party at the moment. */
export async function showWallet({ party }: PartyInput, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { contract, name, state } = await partyOf(open, party);
    const rotation = await contract.rotations(party.id);
    const isOpen = rotation.wallet !== ZeroAddress;
    const from = isOpen ? await confirmableFrom(open, contract, party.id) : null;
    const parts: Text[] = isOpen
      ? [
          {
            en: `Nobody signs for ${name}: ${state.wallet} is stopped, and ${rotation.wallet} was proposed by ${rotation.by}. It can be confirmed from ${from ?? ""} (Shanghai) on.`,
            zh: `${name} 目前无人可签名：${state.wallet} 已停用，${rotation.by} 提出改为 ${rotation.wallet}，自 ${from ?? ""}（北京时间）起可以确认。`,
          },
        ]
      : [{ en: `${state.wallet} signs for ${name}.`, zh: `${name} 的签名钱包为 ${state.wallet}。` }];
    return {
      data: { party: name, wallet: state.wallet, proposed: isOpen ? rotation.wallet : null, confirmableFrom: from },
      parts,
    };
  });
}

type Contract = Reading["ledger"]["enterprises" | "providers"];

async function partyOf(open: Reading, { register, id }: PartyNamed) {
  const { enterprises, providers } = open.ledger;
  const directory = await Directory.open(open);
  const name = directory.label(register, id);
  return register === "enterprise"
    ? { contract: enterprises as Contract, name, state: await enterprises.enterpriseOf(id) }
    : { contract: providers as Contract, name, state: await providers.providerOf(id) };
}

async function isProposed(contract: Contract, id: bigint, wallet: string): Promise<boolean> {
  return (await contract.rotations(id)).wallet === wallet;
}

const SHANGHAI_SECONDS = 8 * 3_600;

/** When the waiting time is over, as a day and a time in Shanghai. */
async function confirmableFrom({ ledger }: Reading, contract: Contract, id: bigint): Promise<string> {
  const [{ time }, { rotationDays }] = await Promise.all([contract.rotations(id), ledger.edition.settings()]);
  const seconds = Number(time) + Number(rotationDays) * 86_400 + SHANGHAI_SECONDS;
  return new Date(seconds * 1_000).toISOString().slice(0, 16).replace("T", " ");
}

/** The office's directory says the new wallet too. */
async function remember(open: Reading, { register, id }: PartyNamed, wallet: string): Promise<void> {
  const directory = await Directory.open(open);
  const known = directory.byId(register, id);
  if (known && known.wallet !== wallet) await directory.add([{ ...known, wallet }]);
}

function written({ register, id }: PartyNamed): string {
  return register === "enterprise" ? formatEnterprise(id) : formatProvider(id);
}

function nothingProposed(name: string, wallet: string): TongduiError {
  return new TongduiError(
    "NoRotation",
    {
      en: `No other wallet is proposed for ${name}; ${wallet} signs for it.`,
      zh: `${name} 没有待确认的新钱包，目前的签名钱包为 ${wallet}。`,
    },
    {
      hint: {
        en: "A Bureau proposes one with tongdui wallet rotate.",
        zh: "须由科技局用 tongdui wallet rotate 提出。",
      },
    },
  );
}

function confirmedBy({ by, block }: EndedRotation): Text {
  return {
    en: `${by} confirmed it in block ${block}; no other wallet was proposed since.`,
    zh: `${by} 已在区块 ${block} 确认，此后没有提出其他钱包。`,
  };
}

function sameWallet(name: string, wallet: string): TongduiError {
  return new TongduiError("SameWallet", {
    en: `${wallet} is the wallet of ${name} already.`,
    zh: `${wallet} 已是 ${name} 的钱包。`,
  });
}
