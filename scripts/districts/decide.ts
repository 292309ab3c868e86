/** Decisions about districts: the consortium adds and retires them; a district's own Safe changes its profile. */
import { CONSORTIUM_KEY, encodeDistrictName } from "../../client/deploy/plan.ts";
import { districtRoleCalls } from "../../client/deploy/roles.ts";
import { safeOf } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { addOwner, connectSafe, type Call } from "../../client/safe.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { typedAccount } from "../keys/typedAccount.ts";
import { administratorOf } from "../safe/administrator.ts";
import { makeDecision, type DecisionOptions } from "../safe/makeDecision.ts";
import { demandSafe } from "../safe/newSafe.ts";
import { demandMajority } from "../safe/ownersChange.ts";
import { demandDistrict } from "./names.ts";

export interface AddInput extends DecisionOptions {
  /** As pictures and pages show it. */
  readonly name: string;
  /** Short, for labels: `suzhou`. */
  readonly key: string;
  /** 32 bytes, `0x…`. */
  readonly profile: string;
  /** The new district's own Safe. */
  readonly safe: string;
  /** How many districts must agree from then on. */
  readonly threshold: number;
}

/**
 * Adds a district with everything that makes it one: its number, the labels and givers of its duties, its Safe as administrator,
 * and that Safe among those who sign for the consortium.
 *
 * @throws TongduiError `DistrictNameUnfit`, `NotThisTurn`; as typedAccount, demandSafe, demandMajority and makeDecision.
 */
export async function addDistrict(input: AddInput, context: Context): Promise<Answer> {
  const safe = typedAccount(input.safe);
  return reading(context, async (open) => {
    const { deployment, ledger, nodes } = open;
    const consortium = safeOf(deployment, CONSORTIUM_KEY).address;
    if (input.nonce !== undefined) throw notThisTurn();
    await demandSafe(open, safe);
    const owners = await connectSafe(consortium, nodes).getOwners();
    demandMajority(input.threshold, owners.length + 1);
    // Only the consortium's Safe adds districts, and its decisions have numbers: while this one can be carried out, the count stands.
    const number = Number(await ledger.districts.count()) + 1;
    const to = deployment.contracts.manager.address;
    const calls: Call[] = [
      {
        to: deployment.contracts.districts.address,
        data: ledger.districts.interface.encodeFunctionData("add", [nameWord(input.name), input.profile]),
      },
      ...districtRoleCalls(deployment, { number, key: input.key, safe }).map((data) => ({ to, data })),
      addOwner(consortium, safe, input.threshold),
    ];
    return makeDecision(open, CONSORTIUM_KEY, calls, input);
  });
}

interface OneDistrict extends DecisionOptions {
  readonly district: number;
}

/** @throws TongduiError `DistrictUnknown`; as makeDecision. */
export async function retireDistrict(input: OneDistrict, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { deployment, ledger } = open;
    await demandDistrict(open, input.district);
    const data = ledger.districts.interface.encodeFunctionData("retire", [input.district]);
    return makeDecision(open, CONSORTIUM_KEY, [{ to: deployment.contracts.districts.address, data }], input);
  });
}

/** @throws TongduiError `DistrictUnknown`, `ProfileAsBefore`; as makeDecision. */
export async function changeProfile(
  input: OneDistrict & { readonly profile: string },
  context: Context,
): Promise<Answer> {
  return reading(context, async (open) => {
    const { deployment, ledger } = open;
    await demandDistrict(open, input.district);
    const { profile } = await ledger.districts.districtOf(input.district);
    if (profile === input.profile) throw profileAsBefore();
    const data = ledger.districts.interface.encodeFunctionData("changeProfile", [input.district, input.profile]);
    const safe = await administratorOf(open, input.district);
    return makeDecision(open, safe, [{ to: deployment.contracts.districts.address, data }], input);
  });
}

function nameWord(name: string): string {
  try {
    return encodeDistrictName(name);
  } catch (cause) {
    throw new TongduiError(
      "DistrictNameUnfit",
      { en: `The name "${name}" has more than 32 bytes.`, zh: `名称“${name}”超过 32 字节。` },
      { hint: { en: "A Chinese character takes 3 bytes.", zh: "每个汉字占 3 字节。" }, cause },
    );
  }
}

function notThisTurn(): TongduiError {
  return new TongduiError(
    "NotThisTurn",
    {
      en: "A district is added by the consortium's very next decision, so --nonce cannot be given.",
      zh: "新增成员区须为联盟的下一项决定，因此不能指定 --nonce。",
    },
    {
      hint: {
        en: "Carry out the decisions that are being signed first: until then the new district's number is not certain.",
        zh: "请先执行正在签署的决定；在此之前新区的编号尚不确定。",
      },
    },
  );
}

function profileAsBefore(): TongduiError {
  return new TongduiError("ProfileAsBefore", {
    en: "The district's profile has this commitment already.",
    zh: "该区资料的承诺值已是如此。",
  });
}
