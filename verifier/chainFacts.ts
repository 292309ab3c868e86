/** On what every proof rests, and where that ends: seals, code and moment, the same for all kinds of proof. */
import { hexOf } from "./bytes.ts";
import { fact, notProved, type District, type Fact, type NotProved } from "./facts.ts";
import type { Block, LedgerEvidence } from "./ledger/ledgerEvidence.ts";
import { trustRootHash, validatorsAt, type Edition, type Member, type PartName, type TrustRoot } from "./trustRoot.ts";

/** What a proof is made under: the reader's root, and the edition of it that the file names. */
export type Basis = {
  readonly evidence: LedgerEvidence;
  readonly root: TrustRoot;
  readonly edition: Edition;
  /** Whether the code is proved in the older blocks of the file, too. */
  readonly codeInEveryBlock: boolean;
};

/** @param parts the contracts whose storage or events the proof relies on. */
export function chainFacts(basis: Basis, parts: readonly PartName[]): Fact[] {
  const { evidence, root, edition, codeInEveryBlock } = basis;
  const { number, time, hash } = evidence.anchor;
  const older = codeInEveryBlock ? "proved" : "notProved";
  return [
    ...sealedFacts(basis),
    fact("ledger", {
      chainId: root.chainId,
      edition: edition.edition.address,
      editionCode: edition.edition.codeHash,
      contracts: parts.map((part) => ({ part, address: edition[part].address, code: edition[part].codeHash })),
      olderBlocks: evidence.headers.length === 1 ? "none" : older,
    }),
    fact("moment", { block: number, hash: hexOf(hash), time }),
  ];
}

/** What no proof proves, whatever it is about. */
export function chainLimits({ evidence, root, codeInEveryBlock }: Basis): NotProved[] {
  const { number, time } = evidence.anchor;
  const closed = root.validators.filter(({ from, through }) =>
    evidence.headers.some((block) => through !== null && from <= block.number && block.number <= through),
  );
  return [
    ...(evidence.sealed === undefined ? [notProved("seals", {})] : []),
    notProved("trustRoot", { hash: trustRootHash(root) }),
    ...(root.number > 0 ? [notProved("rootSignatures", { number: root.number })] : []),
    ...closed.map(({ from, through }) => notProved("retiredKeys", { from, through: through ?? from })),
    ...(codeInEveryBlock ? [] : [notProved("looseBlocks", { sealed: evidence.sealed !== undefined })]),
    notProved("later", { block: number, time }),
    notProved("documents", {}),
  ];
}

/** A district as the root names it. */
export function districtOf(root: TrustRoot, id: number): District {
  return root.districts.find((district) => district.id === id) ?? { id, en: `district ${id}`, zh: `第 ${id} 区` };
}

/** One fact for each range of validators that sealed blocks of the proof. */
function sealedFacts({ evidence, root }: Basis): Fact[] {
  const { headers, sealed } = evidence;
  if (sealed === undefined) return [fact("development", {})];
  return root.validators.flatMap((range) => {
    const isOf = ({ number }: Block): boolean => validatorsAt(root, number) === range;
    const sealers = sealed.filter((_, i) => headers.slice(i, i + 1).some(isOf));
    if (sealers.length === 0) return [];
    return fact("sealed", {
      blocks: sealers.length,
      from: range.from,
      through: range.through,
      fewest: sealers.reduce((least, { length }) => Math.min(least, length), range.members.length),
      validators: range.members.length,
      districts: districtsOf(root, sealers.flat()),
    });
  });
}

function districtsOf(root: TrustRoot, members: readonly Member[]): District[] {
  const ids = new Set(members.map(({ district }) => district));
  return root.districts.filter(({ id }) => ids.has(id)).map(({ id }) => districtOf(root, id));
}
