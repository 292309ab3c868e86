/** Which validator is whose, as people write it: YAML, or JSON, which is YAML too. */
import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { districtsIn, type Deployment } from "../../../client/deployment.ts";
import type { Hex, Member } from "../../../verifier/index.ts";
import { both, list, oneOf, whole } from "../../../client/yaml/fields.ts";
import { readYaml } from "../../../client/yaml/readYaml.ts";

/** A set of validators, and the first block that it seals. */
export interface NamedSet {
  readonly from: number;
  readonly members: readonly Member[];
}

const ADDRESS = both({
  en: "must be a validator's address: 0x and 40 digits, as its node shows it",
  zh: "应为验证节点地址：0x 加 40 位字符，与节点所示一致",
});

// Nodes show them in small letters; each is held against the headers, which notices a wrong digit.
const address = z
  .string(ADDRESS)
  .refine((text) => /^0x[0-9a-f]{40}$/.test(text) || (isAddress(text) && getAddress(text) === text), ADDRESS)
  .transform((text) => text.toLowerCase() as Hex);

const TWICE = both({ en: "names a validator twice", zh: "同一验证节点出现两次" });
const ORDER = both({
  en: "must hold the sets in the order of their first blocks, the first from block 0",
  zh: "应按起始区块的先后排列，第一组从区块 0 起",
});

const schemaFor = (deployment: Pick<Deployment, "plan" | "joined">) => {
  const keys = districtsIn(deployment).map(({ key }) => key);
  const district = oneOf(Object.fromEntries(keys.map((key) => [key, true])));
  const member = z.strictObject(
    { district, address },
    both({ en: "must be a validator with its district and address", zh: "应为一个验证节点，含 district、address" }),
  );
  const set = z.strictObject(
    {
      from: whole(0, Number.MAX_SAFE_INTEGER),
      members: list(member, 1, 1_000).refine(
        (members) => new Set(members.map((one) => one.address)).size === members.length,
        TWICE,
      ),
    },
    both({
      en: "must be a set of validators with its first block, from, and its members",
      zh: "应为一组验证节点，含起始区块 from 和成员 members",
    }),
  );
  const sets = list(set, 1, 10_000).refine(
    (all) => all.every(({ from }, i) => (i === 0 ? from === 0 : from > (all[i - 1]?.from ?? 0))),
    ORDER,
  );
  return z.strictObject({ validators: sets }).transform(({ validators }): NamedSet[] =>
    validators.map(({ from, members }) => ({
      from,
      members: members.map((one) => ({ district: keys.indexOf(one.district) + 1, address: one.address })),
    })),
  );
};

/**
 * Reads the sets in the order of their first blocks.
 *
 * @param deployment says which districts there are; the file names them by their keys.
 * @throws TongduiError as readYaml, with the place of the first field that does not fit.
 */
export async function readValidatorsFile(
  file: string,
  deployment: Pick<Deployment, "plan" | "joined">,
): Promise<NamedSet[]> {
  return readYaml(file, schemaFor(deployment));
}
