/**
 * What the contracts of others say: OpenZeppelin's AccessManager and helpers (custom errors), Safe (`Error(string)` with a
 * code) and the compiler's own checks (`Panic`).
 */
import { Interface } from "ethers";
import type { Text } from "../text/text.ts";
import { defineSentences } from "./catalogue.ts";

/** OpenZeppelin Contracts 5: IAccessManager, Address, Errors, SafeCast and Strings. */
export const FOREIGN_ERRORS = new Interface([
  "error AccessManagerAlreadyScheduled(bytes32 operationId)",
  "error AccessManagerNotScheduled(bytes32 operationId)",
  "error AccessManagerNotReady(bytes32 operationId)",
  "error AccessManagerExpired(bytes32 operationId)",
  "error AccessManagerLockedRole(uint64 roleId)",
  "error AccessManagerLockedFunction(bytes4 selector)",
  "error AccessManagerBadConfirmation()",
  "error AccessManagerUnauthorizedAccount(address msgsender, uint64 roleId)",
  "error AccessManagerUnauthorizedCall(address caller, address target, bytes4 selector)",
  "error AccessManagerUnauthorizedConsume(address target)",
  "error AccessManagerUnauthorizedCancel(address msgsender, address caller, address target, bytes4 selector)",
  "error AccessManagerInvalidInitialAdmin(address initialAdmin)",
  "error AddressEmptyCode(address target)",
  "error InsufficientBalance(uint256 balance, uint256 needed)",
  "error StringsInsufficientHexLength(uint256 value, uint256 length)",
  "error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value)",
  "error FailedCall()",
]);

export const FOREIGN_SENTENCES = defineSentences({
  AccessManagerAlreadyScheduled: {
    args: { operationId: "hash" },
    en: "The operation {operationId} is already scheduled. Carry it out when its waiting time is over.",
    zh: "操作 {operationId} 已在计划中，请在等待期结束后执行。",
  },
  AccessManagerNotScheduled: {
    args: { operationId: "hash" },
    en: "The operation {operationId} is not scheduled. Schedule it first.",
    zh: "操作 {operationId} 未列入计划，请先列入。",
  },
  AccessManagerNotReady: {
    args: { operationId: "hash" },
    en: "The waiting time of the operation {operationId} is not over. Try again later.",
    zh: "操作 {operationId} 的等待期尚未结束，请稍后再试。",
  },
  AccessManagerExpired: {
    args: { operationId: "hash" },
    en: "The operation {operationId} was scheduled too long ago. Schedule it again.",
    zh: "操作 {operationId} 已过执行期限，请重新列入计划。",
  },
  AccessManagerLockedRole: {
    args: { roleId: "role" },
    en: "The duty {roleId} cannot be changed. Choose another duty.",
    zh: "职责“{roleId}”不可更改，请选择其他职责。",
  },
  AccessManagerLockedFunction: {
    args: { selector: "hash" },
    en: "The function {selector} cannot be given to a duty.",
    zh: "函数 {selector} 不可分配给任何职责。",
  },
  AccessManagerBadConfirmation: {
    args: {},
    en: "An account can give up a duty only for itself. Name the account that sends.",
    zh: "账户只能放弃自己的职责，请填写发送账户本身。",
  },
  AccessManagerUnauthorizedAccount: {
    args: { msgsender: "account", roleId: "role" },
    en: "The account {msgsender} does not hold the duty {roleId}, which this takes.",
    zh: "账户 {msgsender} 没有办理此事所需的“{roleId}”职责。",
  },
  AccessManagerUnauthorizedCall: {
    args: { caller: "account", target: "account", selector: "hash" },
    en: "The account {caller} may not call the function {selector} of {target}.",
    zh: "账户 {caller} 无权调用 {target} 的函数 {selector}。",
  },
  AccessManagerUnauthorizedConsume: {
    args: { target: "account" },
    en: "The contract {target} may not consume a scheduled operation.",
    zh: "合约 {target} 无权执行计划中的操作。",
  },
  AccessManagerUnauthorizedCancel: {
    args: { msgsender: "account", caller: "account", target: "account", selector: "hash" },
    en: "The account {msgsender} may not cancel what {caller} scheduled for the function {selector} of {target}.",
    zh: "账户 {msgsender} 无权取消 {caller} 对 {target} 的函数 {selector} 的计划。",
  },
  AccessManagerInvalidInitialAdmin: {
    args: { initialAdmin: "account" },
    en: "The account {initialAdmin} cannot be the first administrator. Name a real account.",
    zh: "账户 {initialAdmin} 不能作为首任管理员，请填写真实账户。",
  },
  AddressEmptyCode: {
    args: { target: "account" },
    en: "There is no contract at {target}. Check the address.",
    zh: "地址 {target} 处没有合约，请核对地址。",
  },
  InsufficientBalance: {
    args: { balance: "number", needed: "number" },
    en: "The contract holds {balance} and needs {needed} to pass on. The ledger moves no coin: send none.",
    zh: "合约余额为 {balance}，需要 {needed}。账本不转移任何代币，请勿附带金额。",
  },
  StringsInsufficientHexLength: {
    args: { value: "number", length: "number" },
    en: "The number {value} does not fit into {length} bytes of text. This is a fault of the program: report it.",
    zh: "数值 {value} 超出 {length} 字节文本的范围。这是程序故障，请报告。",
  },
  SafeCastOverflowedUintDowncast: {
    args: { bits: "number", value: "number" },
    en: "The number {value} does not fit into {bits} bits.",
    zh: "数值 {value} 超出 {bits} 位的范围。",
  },
  FailedCall: {
    args: {},
    en: "A call to another contract failed without a reason.",
    zh: "对另一合约的调用失败，未给出原因。",
  },
});

/** Safe 1.5: the codes that a signer or a sender can meet. Source: Safe.sol, OwnerManager.sol and SelfAuthorized.sol of its package. */
export const SAFE_CODES: ReadonlyMap<string, Text> = new Map(
  Object.entries({
    GS000: { en: "The Safe could not be set up.", zh: "Safe 初始化失败。" },
    GS001: { en: "The Safe has not been set up. Set it up first.", zh: "Safe 尚未初始化，请先初始化。" },
    GS010: {
      en: "The transaction has too little gas for what the Safe is to do. Send it with more.",
      zh: "交易的燃料不足以执行 Safe 操作，请提高燃料上限后重发。",
    },
    GS020: {
      en: "The Safe needs more signatures. Ask further owners to sign.",
      zh: "Safe 签名数量不足，请其他所有人签名。",
    },
    GS021: {
      en: "A contract signature for the Safe is malformed. Collect the signatures again.",
      zh: "Safe 的合约签名格式有误，请重新收集签名。",
    },
    GS022: {
      en: "A contract signature for the Safe is malformed. Collect the signatures again.",
      zh: "Safe 的合约签名格式有误，请重新收集签名。",
    },
    GS023: {
      en: "A contract signature for the Safe is malformed. Collect the signatures again.",
      zh: "Safe 的合约签名格式有误，请重新收集签名。",
    },
    GS024: {
      en: "A Safe that is an owner of this Safe does not confirm the signature in its name. Its own owners have to sign.",
      zh: "作为所有人的另一个 Safe 不认可以其名义作出的签名，须由其自身所有人签名。",
    },
    GS025: {
      en: "An owner has not approved this transaction of the Safe. Ask that owner to approve it first.",
      zh: "有所有人尚未批准该 Safe 交易，请先由其批准。",
    },
    GS026: {
      en: "A signature for the Safe is not an owner's, was made for another transaction, or is out of order. Collect the signatures again.",
      zh: "Safe 的某个签名并非所有人签署、对应其他交易，或排列顺序有误，请重新收集签名。",
    },
    GS030: {
      en: "Only an owner of the Safe can approve. Use an owner's account.",
      zh: "只有 Safe 的所有人可以批准，请使用所有人的账户。",
    },
    GS031: {
      en: "Only the Safe itself can change this. Its owners have to sign a transaction of the Safe.",
      zh: "此项只能由 Safe 自身更改，须由所有人签署 Safe 交易。",
    },
    GS200: { en: "The Safe has already been set up.", zh: "Safe 已经初始化。" },
    GS201: {
      en: "The Safe cannot need more signatures than it has owners.",
      zh: "Safe 所需签名数不能超过所有人数量。",
    },
    GS202: { en: "The Safe has to need at least one signature.", zh: "Safe 至少需要一个签名。" },
    GS203: { en: "This account cannot be an owner of the Safe.", zh: "该账户不能作为 Safe 的所有人。" },
    GS204: { en: "This account is already an owner of the Safe.", zh: "该账户已是 Safe 的所有人。" },
    GS205: { en: "This account is not the owner of the Safe in that place.", zh: "该账户不是 Safe 在该位置的所有人。" },
  }),
);

/** Solidity's panic codes. Source: docs.soliditylang.org, "Panic via assert and Error via require". */
export const PANIC_CODES: ReadonlyMap<bigint, Text> = new Map([
  [1n, { en: "an assertion failed", zh: "断言失败" }],
  [17n, { en: "a figure left its range", zh: "数值溢出" }],
  [18n, { en: "a division by zero", zh: "除数为零" }],
  [33n, { en: "a value that its enumeration does not have", zh: "枚举值无效" }],
  [34n, { en: "broken bytes in storage", zh: "存储中的字节数组已损坏" }],
  [49n, { en: "an empty array was to give an element", zh: "从空数组中取出元素" }],
  [50n, { en: "an index outside its array", zh: "数组索引越界" }],
  [65n, { en: "too much memory was asked for", zh: "申请的内存过大" }],
  [81n, { en: "a function that was never set", zh: "调用了未初始化的函数" }],
]);
