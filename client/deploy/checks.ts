/** What the verifier compared, and what it noticed that is neither right nor wrong. */
import { isError } from "ethers";
import type { Text } from "../text/text.ts";

/** Every quality that is compared, with its name. */
export const ASPECTS = {
  chain: { en: "chain id", zh: "链编号" },
  genesis: { en: "first block", zh: "创世区块" },
  code: { en: "code", zh: "代码" },
  codeHash: { en: "code hash", zh: "代码哈希" },
  constructorArguments: { en: "constructor arguments", zh: "构造参数" },
  creation: { en: "creating transaction", zh: "创建交易" },
  address: { en: "address", zh: "地址" },
  manager: { en: "manager of roles", zh: "权限管理合约" },
  edition: { en: "edition", zh: "版次合约" },
  deployer: { en: "deployer", zh: "部署账户" },
  salt: { en: "salt", zh: "盐值" },
  predecessor: { en: "predecessor", zh: "前一版次" },
  settings: { en: "settings", zh: "设置" },
  parts: { en: "number of parts", zh: "组成合约数" },
  districts: { en: "number of districts", zh: "区数" },
  name: { en: "name", zh: "名称" },
  singleton: { en: "singleton", zh: "主合约" },
  owners: { en: "owners", zh: "所有者" },
  threshold: { en: "threshold", zh: "门限" },
  modules: { en: "modules", zh: "模块" },
  guard: { en: "guard", zh: "交易守卫" },
  moduleGuard: { en: "module guard", zh: "模块守卫" },
  fallbackHandler: { en: "fallback handler", zh: "回退处理合约" },
  label: { en: "label", zh: "标签" },
  admin: { en: "admin", zh: "管理角色" },
  guardian: { en: "guardian", zh: "监护角色" },
  holders: { en: "holders", zh: "持有者" },
  deployerHolds: { en: "whether the deployer holds it", zh: "部署账户是否持有" },
  executionDelays: { en: "execution delays", zh: "执行延迟" },
  grantDelay: { en: "grant delay in seconds", zh: "授权生效延迟（秒）" },
  replay: { en: "state, against the replayed events", zh: "与事件重放结果是否一致" },
  purpose: { en: "purpose", zh: "用途" },
  operations: { en: "scheduled operations", zh: "已排定的操作" },
  targetEvents: { en: "events about targets", zh: "目标合约事件" },
} as const satisfies Record<string, Text>;

export type Aspect = keyof typeof ASPECTS;

/** One thing that was compared. `subject` is a contract's name, `safe <key>`, `role <number>` or `district <key>`. */
export interface Check {
  readonly subject: string;
  readonly aspect: Aspect;
  readonly expected: string;
  readonly actual: string;
}

/** Something that its owners may change as they like, told without judgement. */
export interface Fact {
  readonly subject: string;
  readonly text: Text;
}

export function isHolding({ expected, actual }: Check): boolean {
  return expected === actual;
}

/** Stands for whatever a contract would not answer. */
const NO_ANSWER = "no answer";

/** What a contract says; a contract that is not what it should be may say nothing at all. A node's failure is not caught. */
export async function answer(read: () => Promise<unknown>): Promise<string> {
  try {
    return sayPlainly(await read());
  } catch (error) {
    if (isError(error, "CALL_EXCEPTION") || isError(error, "BAD_DATA")) return NO_ANSWER;
    throw error;
  }
}

/** Values as text that is equal exactly if they are. */
export function sayPlainly(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayPlainly).join(", ");
  return String(value);
}

/** Accounts in an order of their own, since neither Safes nor managers keep one. */
export function sayAccounts(accounts: readonly string[]): string {
  return accounts.length === 0 ? "none" : [...accounts].sort().join(", ");
}
