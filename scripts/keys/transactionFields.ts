import type { Transaction } from "ethers";
import type { Text } from "../../client/text/text.ts";

type Value = string | number | bigint | null;

/** What makes up a transaction of type 0 or 2, with the names that people are told. */
const FIELDS: readonly (readonly [Text, (transaction: Transaction) => Value])[] = [
  [{ en: "type", zh: "类型" }, ({ type }) => type],
  [{ en: "chain", zh: "链编号" }, ({ chainId }) => chainId],
  [{ en: "nonce", zh: "序号" }, ({ nonce }) => nonce],
  [{ en: "receiver", zh: "接收方" }, ({ to }) => to],
  [{ en: "value", zh: "金额" }, ({ value }) => value],
  [{ en: "data", zh: "数据" }, ({ data }) => data],
  [{ en: "gas limit", zh: "燃料上限" }, ({ gasLimit }) => gasLimit],
  [{ en: "gas price", zh: "燃料价格" }, ({ gasPrice }) => gasPrice],
  [{ en: "greatest fee", zh: "最高燃料费" }, ({ maxFeePerGas }) => maxFeePerGas],
  [{ en: "greatest priority fee", zh: "最高优先费" }, ({ maxPriorityFeePerGas }) => maxPriorityFeePerGas],
];

/** As long as an address; more of a value is of no help to a person. */
const MOST_SHOWN = 42;

/** In which fields a signed transaction is not the one that was asked for, or undefined if it is. */
export function differences(asked: Transaction, signed: Transaction): Text | undefined {
  // The bytes that a signature stands for decide; the fields only say why.
  if (signed.unsignedSerialized === asked.unsignedSerialized) return undefined;
  const parts = FIELDS.filter(([, read]) => read(asked) !== read(signed)).map(([name, read]) =>
    told(name, String(read(asked) ?? "-"), String(read(signed) ?? "-")),
  );
  if (parts.length === 0) return { en: "list of addresses", zh: "访问列表" };
  return { en: parts.map(({ en }) => en).join(", "), zh: parts.map(({ zh }) => zh).join("，") };
}

function told(name: Text, asked: string, signed: string): Text {
  if (asked.length > MOST_SHOWN || signed.length > MOST_SHOWN) return name;
  return { en: `${name.en} ${signed} instead of ${asked}`, zh: `${name.zh}为 ${signed}，应为 ${asked}` };
}
