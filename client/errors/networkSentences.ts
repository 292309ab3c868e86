import type { Text } from "../text/text.ts";

/** What fails between a program and the contract, by ethers' and Node's error codes. */
export const NETWORK_SENTENCES: ReadonlyMap<string, Text> = new Map(
  Object.entries({
    ACTION_REJECTED: { en: "The signature was declined in the wallet.", zh: "钱包中拒绝了签名。" },
    INSUFFICIENT_FUNDS: { en: "The account cannot pay for the transaction.", zh: "账户余额不足以支付交易费用。" },
    NONCE_EXPIRED: {
      en: "Another transaction of this account came first; try again.",
      zh: "该账户的另一笔交易已先被处理，请重试。",
    },
    REPLACEMENT_UNDERPRICED: {
      en: "Another transaction of this account is still waiting with the same number.",
      zh: "该账户有一笔相同序号的交易仍在等待处理。",
    },
    TRANSACTION_REPLACED: {
      en: "Another transaction of this account took this one's place.",
      zh: "该交易已被同一账户的另一笔交易取代。",
    },
    TIMEOUT: { en: "The node did not answer in time.", zh: "节点未及时响应。" },
    NETWORK_ERROR: { en: "The node cannot be reached.", zh: "无法连接节点。" },
    SERVER_ERROR: { en: "The node answered with a fault of its own.", zh: "节点返回服务器故障。" },
    ECONNREFUSED: { en: "The node cannot be reached.", zh: "无法连接节点。" },
    ECONNRESET: { en: "The node broke the connection off.", zh: "节点中断了连接。" },
    ENOTFOUND: { en: "The node's address does not exist.", zh: "节点地址不存在。" },
  }),
);
