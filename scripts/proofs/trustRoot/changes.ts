/** What a trust root has that the one before it had not: whoever signs it has to see each of these. */
import type { Text } from "../../../client/text/text.ts";
import type { Member, TrustRoot, ValidatorRange } from "../../../verifier/index.ts";
import { districtIn, validatorText } from "./said.ts";

type Root = Pick<TrustRoot, "districts" | "editions" | "validators">;

/** What stands above the changes. */
export function changedSince(number: number): Text {
  return { en: `Changed since trust root ${number}:`, zh: `与第 ${number} 号信任根相比的变更：` };
}

/** A line for each: districts, editions, every new range of blocks with all its validators, and who came, went or changed district. */
export function changesBetween(previous: Root, next: Root): Text[] {
  const districts = next.districts.slice(previous.districts.length).map(({ id, en, zh }) => ({
    en: `District ${id} joins: ${en}.`,
    zh: `新增第 ${id} 区：${zh}。`,
  }));
  const editions = next.editions.slice(previous.editions.length).map(({ edition }, i) => {
    const number = previous.editions.length + i + 1;
    return {
      en: `Edition ${number} of the ledger is added: ${edition.address}.`,
      zh: `新增账本第 ${number} 版次：${edition.address}。`,
    };
  });
  const known = previous.validators.length;
  const validators = next.validators
    .slice(known)
    .flatMap((range, i) => rangeLines(next, next.validators[known + i - 1]?.members ?? [], range));
  return [...districts, ...editions, ...validators];
}

function rangeLines(root: Root, before: readonly Member[], { from, through, members }: ValidatorRange): Text[] {
  const earlier = (address: string): Member | undefined => before.find((one) => one.address === address);
  const gone = before.filter(({ address }) => members.every((one) => one.address !== address));
  return [
    rangeHeading(from, through, members.length),
    ...members.map(({ district, address }) => indented(validatorText(root, district, address))),
    ...members.flatMap((member) => {
      const was = earlier(member.address);
      if (!was) return [joined(root, from, member)];
      return was.district === member.district ? [] : [moved(root, from, was.district, member)];
    }),
    ...gone.map((member) => left(root, from, member)),
  ];
}

function rangeHeading(from: number, through: number | null, count: number): Text {
  if (through === null) {
    return {
      en: `From block ${from} on ${count} validators seal:`,
      zh: `自区块 ${from} 起，由 ${count} 个验证节点签章：`,
    };
  }
  return {
    en: `Blocks ${from} to ${through} are sealed by ${count} validators:`,
    zh: `区块 ${from} 至 ${through} 由 ${count} 个验证节点签章：`,
  };
}

function indented({ en, zh }: Text): Text {
  return { en: `  · ${en}`, zh: `  · ${zh}` };
}

function joined(root: Root, from: number, { district, address }: Member): Text {
  const { en, zh } = validatorText(root, district, address);
  return { en: `From block ${from} on this validator seals: ${en}.`, zh: `自区块 ${from} 起新增验证节点：${zh}。` };
}

function moved(root: Root, from: number, was: number, { district, address }: Member): Text {
  const [old, now] = [districtIn(root, was), districtIn(root, district)];
  return {
    en: `From block ${from} on this validator is another district's: ${address}, ${now.en}, before then ${old.en}.`,
    zh: `自区块 ${from} 起以下验证节点改换所属区：${address}，由${old.zh}改为${now.zh}。`,
  };
}

function left(root: Root, from: number, { district, address }: Member): Text {
  const { en, zh } = validatorText(root, district, address);
  return {
    en: `From block ${from} on this validator seals no more: ${en}.`,
    zh: `自区块 ${from} 起以下验证节点不再签章：${zh}。`,
  };
}
