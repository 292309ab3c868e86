/** What a trust root of the profile's ledger would say now, as all nodes of the profile tell it. */
import type { JsonRpcApiProvider } from "ethers";
import { demandVerified } from "../../../client/deploy/verify.ts";
import { verifyCodeHashes } from "../../../client/deploy/verifyCodeHashes.ts";
import { isHolding } from "../../../client/deploy/checks.ts";
import { PARTS, type Deployment } from "../../../client/deployment.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Ledger } from "../../../client/ledger.ts";
import type { Edition, Hex, TrustRoot } from "../../../verifier/index.ts";
import { agreed } from "../../chain/agreement.ts";
import type { Reading } from "../../chain/reading.ts";
import { districtsOf } from "../../districts/names.ts";
import { consensusOf, demandAsSealed } from "./consensus.ts";
import { districtNames } from "../../../client/text/districtName.ts";
import type { NamedSet } from "./validatorsFile.ts";

/** What of a trust root the chain says, and the validators as they were named. */
export interface Draft extends Pick<TrustRoot, "chainId" | "genesis" | "consensus" | "districts" | "validators"> {
  readonly edition: Edition;
}

/** A node, and the ledger that is to be on its chain. */
export interface Chain {
  readonly nodes: JsonRpcApiProvider;
  readonly ledger: Ledger;
  readonly deployment: Deployment;
}

/**
 * Reads it. Each node of the profile is asked by itself, and they must tell the same.
 *
 * @throws TongduiError as {@link draftBy} and agreed.
 */
export async function draftOf(open: Reading, sets: readonly NamedSet[] | undefined): Promise<Draft> {
  const what = { en: "what a trust root is made of", zh: "信任根所载事项" };
  return agreed(open, what, async (node) => draftBy(node, sets));
}

/**
 * What one node tells.
 *
 * @param sets the validators as they were named; undefined where nobody named any, which only a development chain needs not.
 * @throws TongduiError `DeploymentDiffers`, `ValidatorsMissing`, `ValidatorsSuperfluous`; as consensusOf and demandAsSealed.
 */
export async function draftBy(chain: Chain, sets: readonly NamedSet[] | undefined): Promise<Draft> {
  const { nodes, deployment } = chain;
  const consensus = await consensusOf(nodes);
  demandNamed(consensus, sets);
  const differences = (await verifyCodeHashes(nodes, deployment)).filter((check) => !isHolding(check));
  demandVerified({ differences });
  const draft: Draft = {
    chainId: deployment.chainId,
    genesis: deployment.genesis as Hex,
    consensus,
    districts: await namesOf(chain),
    edition: editionOf(deployment),
    validators: (sets ?? []).map(({ from, members }, i) => ({
      from,
      through: sets?.[i + 1] ? (sets[i + 1]?.from ?? 0) - 1 : null,
      // A root is written in one way only, whatever the sets were read from.
      members: members
        .map(({ district, address }) => ({ district, address }))
        .sort((a, b) => (a.address < b.address ? -1 : 1)),
    })),
  };
  if (sets) await demandAsSealed(nodes, firstRoot(draft));
  return draft;
}

/** The first root of a ledger. */
export function firstRoot({ edition, ...found }: Draft): TrustRoot {
  const { chainId, genesis, consensus, districts, validators } = found;
  return {
    format: "tongdui trust root",
    version: 1,
    number: 0,
    ancestors: [],
    chainId,
    genesis,
    consensus,
    districts,
    editions: [edition],
    validators,
    signatures: [],
  };
}

async function namesOf(node: Chain): Promise<Draft["districts"]> {
  return (await districtsOf(node)).map(({ number, name }) => ({ id: number, ...districtNames(name) }));
}

/** The edition that a deployment is, with the codes of its parts. */
function editionOf({ contracts }: Pick<Deployment, "contracts">): Edition {
  const named = ["edition", ...PARTS] as const;
  const part = (name: (typeof named)[number]) => {
    const { address, codeHash } = contracts[name];
    return [name, { address: address.toLowerCase(), codeHash }] as const;
  };
  return Object.fromEntries(named.map(part)) as Edition;
}

function demandNamed(consensus: Draft["consensus"], sets: readonly NamedSet[] | undefined): void {
  if (consensus === "qbft" && !sets) {
    throw new TongduiError(
      "ValidatorsMissing",
      {
        en: "Validators seal the blocks of this chain, and it is not said which is whose.",
        zh: "该链由验证节点签章区块，但未注明各验证节点的归属。",
      },
      {
        hint: {
          en: "Name them in a file, with --validators FILE; tongdui trust-root make --help shows one.",
          zh: "请写入文件并用 --validators 指定；tongdui trust-root make --help 附有示例。",
        },
      },
    );
  }
  if (consensus === "development" && sets) {
    throw new TongduiError("ValidatorsSuperfluous", {
      en: "Nobody seals the blocks of this development chain, so it has no validators.",
      zh: "这是开发用链，区块无人签章，没有验证节点。",
    });
  }
}
