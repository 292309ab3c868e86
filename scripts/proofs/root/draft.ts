/** What a trust root of the profile's ledger would say now, as all nodes of the profile tell it. */
import { demandVerified } from "../../../client/deploy/verify.ts";
import { verifyCodeHashes } from "../../../client/deploy/verifyCodeHashes.ts";
import { isHolding } from "../../../client/deploy/checks.ts";
import { PARTS, type Deployment } from "../../../client/deployment.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Edition, Hex, TrustRoot } from "../../../verifier/index.ts";
import { agreed, type OneNode } from "../../chain/agreement.ts";
import type { Reading } from "../../chain/reading.ts";
import { districtsOf } from "../../districts/names.ts";
import { consensusOf, demandAsSealed, type Consensus } from "./consensus.ts";
import { districtNames } from "./districtNames.ts";
import type { NamedSet } from "./validatorsFile.ts";

/** What of a trust root the chain says, and the validators as they were named. */
export interface Draft extends Pick<TrustRoot, "chainId" | "genesis" | "consensus" | "districts" | "validators"> {
  readonly edition: Edition;
}

/**
 * Reads it. Each node of the profile is asked by itself, and they must tell the same.
 *
 * @param sets the validators as they were named; undefined where nobody named any, which only a development chain needs not.
 * @throws TongduiError `DeploymentDiffers`, `ValidatorsMissing`, `ValidatorsSuperfluous`; as consensusOf, demandAsSealed and agreed.
 */
export async function draftOf(open: Reading, sets: readonly NamedSet[] | undefined): Promise<Draft> {
  const { deployment } = open;
  const what = { en: "what a trust root is made of", zh: "信任根所载事项" };
  const { consensus, districts } = await agreed(open, what, async (node) => {
    const kind = await consensusOf(node);
    demandNamed(kind, sets);
    if (sets) await demandAsSealed(node, sets);
    const differences = (await verifyCodeHashes(node.nodes, deployment)).filter((check) => !isHolding(check));
    demandVerified({ differences });
    return { consensus: kind, districts: await namesOf(node) };
  });
  return {
    chainId: deployment.chainId,
    genesis: deployment.genesis as Hex,
    consensus,
    districts,
    edition: editionOf(deployment),
    validators: (sets ?? []).map(({ from, members }, i) => ({
      from,
      through: sets?.[i + 1] ? (sets[i + 1]?.from ?? 0) - 1 : null,
      members: [...members].sort((a, b) => (a.address < b.address ? -1 : 1)),
    })),
  };
}

async function namesOf(node: OneNode): Promise<Draft["districts"]> {
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

function demandNamed(consensus: Consensus, sets: readonly NamedSet[] | undefined): void {
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
      zh: "这是开发链，区块无人签章，没有验证节点。",
    });
  }
}
