/** `trust-root next`: what has changed since the present trust root, as a new one that its validators have to sign. */
import path from "node:path";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { trustRootHash, type TrustRoot } from "../../../verifier/index.ts";
import { reading, type Reading } from "../../chain/reading.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { draftOf, type Draft } from "./draft.ts";
import { rootAnswer, setsIn, writeRoot } from "./make.ts";
import { MAKE_IT, nextPlace, readRoot, rootPlace } from "./place.ts";
import { changedSince, changesBetween } from "./changes.ts";
import { standingOf } from "./succession.ts";
import type { NamedSet } from "./validatorsFile.ts";

export interface NextInput {
  /** The present root. */
  readonly trustRoot: string | undefined;
  /** All sets of validators since block 0, if they have changed. */
  readonly validators: string | undefined;
  readonly out: string | undefined;
}

/**
 * @throws TongduiError `OtherLedger` for the root of another chain, `DevelopmentRoot`, `SuccessionBroken`, `FileExists`; as draftOf
 * and readRoot.
 */
export async function nextRoot({ trustRoot, validators, out }: NextInput, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const present = trustRoot ?? rootPlace(open.profile, open.deployment.network);
    return nextOf(open, { present, sets: await setsIn(validators, open), out });
  });
}

export interface Following {
  /** The file of the present root. */
  readonly present: string;
  /** All sets of validators since block 0; those of the present root where none are given. */
  readonly sets: readonly NamedSet[] | undefined;
  readonly out: string | undefined;
}

/** Errors as {@link nextRoot}. */
export async function nextOf(open: Reading, { present, sets, out }: Following): Promise<Answer> {
  const { deployment, context } = open;
  const previous = await readRoot(present, MAKE_IT);
  demandSameChain(previous, deployment, present);
  if (previous.consensus === "development") throw ofDevelopment();
  const found = await draftOf(open, sets ?? setsOf(previous));
  const root = following(previous, found);
  if (saysTheSame(previous, root)) return nothingNew(previous, present);

  const file = path.resolve(out ?? nextPlace(present, root.number));
  standingOf(previous, root);
  const end = await writeRoot(root, file, context);
  const { data, parts } = rootAnswer(root, { file, end, next: signNext(shown(file)) });
  return { data, parts: [changedSince(previous.number), ...changesBetween(previous, root), ...parts] };
}

function following(previous: TrustRoot, found: Draft): TrustRoot {
  const isKnown = previous.editions.some(({ edition }) => edition.address === found.edition.edition.address);
  return {
    ...previous,
    number: previous.number + 1,
    ancestors: [...previous.ancestors, trustRootHash(previous)],
    districts: [...previous.districts, ...found.districts.slice(previous.districts.length)],
    editions: isKnown ? previous.editions : [...previous.editions, found.edition],
    validators: found.validators,
    signatures: [],
  };
}

/** Whether nothing but the number differs: every district of every validator counts. */
function saysTheSame(previous: TrustRoot, next: TrustRoot): boolean {
  const { number, ancestors } = previous;
  return trustRootHash({ ...next, number, ancestors }) === trustRootHash(previous);
}

/** The validators that a root names, as a file would name them. */
export function setsOf({ validators }: TrustRoot): NamedSet[] {
  return validators.map(({ from, members }) => ({ from, members }));
}

function nothingNew(previous: TrustRoot, present: string): Answer {
  return {
    data: { file: present, end: "before", number: previous.number, hash: trustRootHash(previous) },
    parts: [
      {
        en: `✓ Nothing has changed since trust root ${previous.number}: the same districts, editions and validators.`,
        zh: `✓ 第 ${previous.number} 号信任根之后没有变化：各区、版次和验证节点均相同。`,
      },
      {
        en: "Validators that were others for a time and are the same again are not seen so: if a proof was refused for its validators, name every set with --validators FILE.",
        zh: "验证节点曾一度变更、后又恢复的，不会由此发现：如有证明因验证节点不符而未通过，请用 --validators 文件 列明每一组。",
      },
    ],
  };
}

function signNext(file: string): Part[] {
  return [
    {
      en: `It holds once two thirds of the present validators have signed it, each at their own machine: npx tongdui trust-root sign ${file} --node-key KEYFILE`,
      zh: `现任验证节点三分之二以上签名后生效，由各区在本单位机器上分别签署：npx tongdui trust-root sign ${file} --node-key 密钥文件`,
    },
  ];
}

function demandSameChain(root: TrustRoot, of: { chainId: number; genesis: string }, file: string): void {
  if (root.chainId === of.chainId && root.genesis === of.genesis) return;
  throw new TongduiError("OtherLedger", {
    en: `${shown(path.resolve(file))} is the trust root of another chain than the profile's.`,
    zh: `${shown(path.resolve(file))} 所属的链与配置文件的不同。`,
  });
}

function ofDevelopment(): TongduiError {
  return new TongduiError(
    "DevelopmentRoot",
    {
      en: "This is the trust root of a development chain: it has no validators who could sign the next one.",
      zh: "这是开发用链的信任根，没有可签署下一信任根的验证节点。",
    },
    {
      hint: {
        en: "Make root 0 anew with tongdui trust-root make --out FILE.",
        zh: "请用 tongdui trust-root make --out 文件 重新生成第 0 号信任根。",
      },
    },
  );
}
