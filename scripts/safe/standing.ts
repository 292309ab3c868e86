/** How far a decision's signatures go: by the deployment's file, or by what the Safes say of themselves. */
import { safeOf, type Deployment } from "../../client/deployment.ts";
import { connectSafe, type Approval } from "../../client/safe.ts";
import type { Text } from "../../client/text/text.ts";
import type { Reading } from "../chain/reading.ts";
import type { Grid } from "../cli/grid.ts";
import type { Decision } from "./decisionFile.ts";
import { accountNamed, safeKeyOf } from "./names.ts";

/** Who signs for a Safe, and how many must. */
export interface SafeForm {
  readonly owners: readonly string[];
  readonly threshold: number;
}

/** One owner of the decision's Safe. */
export interface OwnerStanding {
  readonly owner: string;
  /** Its own signature, or those of its officials. */
  readonly approvals: readonly Approval[];
  /** How many of its officials must sign; 1 for a person. */
  readonly needed: number;
}

export interface Standing {
  readonly owners: readonly (OwnerStanding & { readonly name: Text })[];
  readonly threshold: number;
  readonly isEnough: boolean;
  /** Signatures that count for nothing: of people who are no owners and no officials. */
  readonly strangers: readonly Approval[];
}

/** By the deployment's file; needs no node. */
export function standingByFile(decision: Decision, deployment: Deployment): Standing {
  const formOf = (address: string): SafeForm | undefined => {
    const key = safeKeyOf(deployment, address);
    return key === undefined ? undefined : safeOf(deployment, key);
  };
  return standingOf(decision, deployment, formOf);
}

/** By what the Safes say of themselves now. */
export async function standingOnChain(decision: Decision, { nodes, deployment }: Reading): Promise<Standing> {
  const { safe } = decision.proposal;
  const forms = new Map<string, SafeForm>();
  const owners = await readForm(safe, nodes, forms);
  for (const owner of owners) if ((await nodes.getCode(owner)) !== "0x") await readForm(owner, nodes, forms);
  return standingOf(decision, deployment, (address) => forms.get(address));
}

async function readForm(
  safe: string,
  nodes: Reading["nodes"],
  forms: Map<string, SafeForm>,
): Promise<readonly string[]> {
  const contract = connectSafe(safe, nodes);
  const [owners, threshold] = await Promise.all([contract.getOwners(), contract.getThreshold()]);
  forms.set(safe, { owners: [...owners], threshold: Number(threshold) });
  return owners;
}

function standingOf(
  { proposal, approvals }: Decision,
  deployment: Deployment,
  formOf: (address: string) => SafeForm | undefined,
): Standing {
  const { owners = [], threshold = 0 } = formOf(proposal.safe) ?? {};
  const standings = owners.map((owner) => {
    const name = accountNamed(deployment, owner);
    const form = formOf(owner);
    if (!form) {
      const own = approvals.filter(({ signer, onBehalfOf }) => signer === owner && onBehalfOf === null);
      return { owner, name, approvals: own, needed: 1 };
    }
    const members = approvals.filter(({ signer, onBehalfOf }) => onBehalfOf === owner && form.owners.includes(signer));
    return { owner, name, approvals: members, needed: form.threshold };
  });
  const counted = new Set(standings.flatMap((standing) => standing.approvals));
  return {
    owners: standings,
    threshold,
    isEnough: standings.filter(isGiven).length >= threshold,
    strangers: approvals.filter((approval) => !counted.has(approval)),
  };
}

/** Whether an owner has agreed. */
export function isGiven({ approvals, needed }: OwnerStanding): boolean {
  return approvals.length >= needed;
}

export function signaturesGrid(standing: Standing): Grid {
  const { owners, threshold } = standing;
  const given = owners.filter(isGiven).length;
  return {
    title: {
      en: `Agreed: ${given} of ${owners.length}; ${threshold} must.`,
      zh: `已同意 ${given} 方，共 ${owners.length} 方，须 ${threshold} 方。`,
    },
    head: [
      { en: "", zh: "" },
      { en: "Who", zh: "签署方" },
      { en: "Signatures", zh: "签名" },
    ],
    rows: owners.map((owner) => [
      isGiven(owner) ? "✓" : "·",
      owner.name,
      `${owner.approvals.length} / ${owner.needed}`,
    ]),
  };
}
