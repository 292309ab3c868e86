/** `network status`: every node asked for itself, who made the last blocks, and one verdict. */
import type { Text } from "../../client/text/text.ts";
import type { Look, Silence } from "../../network/life/look.ts";
import type { Roll, RollNode } from "../../network/life/roll.ts";
import { isSilence, standingOf, type Standing } from "../../network/life/standing.ts";
import { toleranceOf } from "../../network/life/tolerance.ts";
import { verdictOf, type Verdict } from "../../network/life/verdict.ts";
import type { Hex } from "../../verifier/bytes.ts";
import type { Answer, Data } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { nodesGrid, remarksOf, sealingGrid, sealingNote } from "./statusSaid.ts";
import { EXITS, verdictText } from "./verdictSaid.ts";
import { placesBehindNat, rollFor } from "./roll.ts";
import { transitionRemarks } from "./transitionsSaid.ts";

export interface StatusInput {
  /** The network's file; the profile's nodes where it is not given. */
  readonly file: string | undefined;
  /** Where nodes are asked besides: one that is reached only on its own machine, say. */
  readonly node: readonly string[];
}

/** A node that was asked, and which one of the network it is. */
export interface Asked {
  readonly look: Look | Silence;
  readonly known: RollNode | undefined;
}

/**
 * Never fails for what a node says or does not say.
 *
 * @param watchSeconds for how long a chain that seems to stand still is watched; shorter only in tests.
 * @throws TongduiError as rollFor.
 */
export async function networkStatus(
  { file, node }: StatusInput,
  context: Context,
  watchSeconds?: number,
): Promise<Answer> {
  const known = await rollFor(file, context);
  const { roll, places } = known;
  const near = (await placesBehindNat(known, context.now)).filter(({ url }) => !node.includes(url));
  const all = [...places, ...node.map((url) => ({ url, metrics: undefined })), ...near];
  const { chainId, period } = roll;
  const standing = await standingOf({
    places: all,
    chainId,
    period,
    now: context.now,
    ...(watchSeconds === undefined ? {} : { watchSeconds }),
  });
  const asked = askedOf(standing, roll, places.length);
  const verdict = verdictOf(standing, notMet(asked, standing, roll));
  const { sealing } = standing;
  return {
    data: dataOf(standing, verdict, asked, roll),
    parts: [
      nodesGrid(asked, standing),
      ...(sealing ? [sealingGrid(sealing, roll), sealingNote(sealing)] : []),
      ...remarksOf(asked, standing, roll),
      ...(await transitionRemarks(standing, roll)),
      verdictText(verdict, standing, roll),
    ],
    exit: EXITS[verdict.kind],
  };
}

/**
 * Which look is of which node: by the public key where the node told it, by its place in the file where it did not answer. What was
 * asked besides stands for the node that it is.
 */
function askedOf({ looks }: Standing, { nodes }: Roll, inFile: number): Asked[] {
  const known = looks.map((look, i): RollNode | undefined => {
    const key = isSilence(look) ? undefined : look.key;
    return key === undefined ? nodes[i] : nodes.find((one) => one.key === key);
  });
  const answeredElsewhere = (i: number): boolean =>
    i < inFile &&
    looks.some((look, at) => at >= inFile && !isSilence(look) && known[at] !== undefined && known[at] === known[i]);
  return looks.flatMap((look, i) => (answeredElsewhere(i) ? [] : [{ look, known: known[i] }]));
}

/** Of a network whose nodes tell no peers nothing can be said. A validator that is nowhere to be met seals for a while in blocks of before. */
function notMet(asked: readonly Asked[], { here }: Standing, { nodes }: Roll): Hex[] {
  const looks = asked.flatMap(({ look, known }) => (isSilence(look) || !here.includes(look) ? [] : [{ look, known }]));
  if (!looks.some(({ look }) => look.peerKeys)) return [];
  const met = new Set(looks.flatMap(({ look, known }) => [known?.key, ...(look.peerKeys ?? [])]));
  return nodes.filter(({ key }) => !met.has(key)).map(({ address }) => address);
}

function dataOf(standing: Standing, verdict: Verdict, asked: readonly Asked[], roll: Roll): Data {
  const { sealing, height, here } = standing;
  return {
    verdict: { ...verdict },
    height,
    tolerance: sealing ? { ...toleranceOf(sealing.validators.length) } : null,
    nodes: asked.map(({ look, known }) => ({
      name: known?.name ?? null,
      district: known?.district.slug ?? null,
      host: look.node.host,
      ...(isSilence(look) ? { answers: false, reason: look.reason } : lookData(look, height, here.includes(look))),
    })),
    sealing: sealing
      ? {
          from: sealing.from,
          through: sealing.through,
          period: sealing.period ?? null,
          rounds: sealing.rounds.map((one) => ({ ...one })),
          validators: sealing.validators.map((one) => ({
            ...one,
            last: one.last ?? null,
            node: roll.sealerOf(one.address)?.node ?? null,
            district: roll.sealerOf(one.address)?.district ?? null,
          })),
        }
      : null,
  };
}

function lookData(look: Look, height: number, isHere: boolean): { readonly [key: string]: Data } {
  const { chainId, age, client, peers, waiting, store } = look;
  return {
    answers: true,
    here: isHere,
    chainId,
    block: look.height,
    behind: isHere ? height - look.height : null,
    newest: { ...look.newest },
    age: Math.round(age * 10) / 10,
    client,
    peers: peers ?? null,
    waiting: waiting ?? null,
    storeBytes: store ?? null,
  };
}

/** What is said where a node does not tell something. */
export const NOT_TOLD: Text = { en: "not told", zh: "未告知" };
