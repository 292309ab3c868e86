/** docs/access.md, made from the table of rules. */
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { OUTSIDERS, WRONG_SIGNERS } from "./outsiders.ts";
import { functionsOf, titleOf } from "./contracts.ts";
import { noticesOf } from "./notices.ts";
import { CONTRACTS, type Contract, type Refusal, type Rule, type Seat, type Stop } from "./rule.ts";
import { rowsOf, RULES, type Row } from "./rules.ts";

export const PLACE = fileURLToPath(new URL("../../docs/access.md", import.meta.url));

const COLUMNS = [
  "Administrator",
  "Bureau",
  "Approver",
  "Finance",
  "Operator",
  "Auditor",
  "Safe",
  "Enterprise",
  "Provider",
  "Others",
] as const;
type Column = (typeof COLUMNS)[number];

const MARKS = [
  ["●", "does it alone", "单独办理"],
  ["◐", "begins it; another account finishes it", "提出，须由另一账户完成"],
  ["◑", "finishes what another account has begun", "完成另一账户提出的事项"],
  ["◇", "brings before the ledger what the parties signed", "提交当事方已签字的文书"],
  ["○", "signs; somebody else brings it", "签字，由他人提交"],
] as const;

const STOPS: Readonly<Record<Stop, string>> = {
  "home retired": "retired",
  "provider's retired": "provider's retired",
  closed: "closed",
};

const WHERE: Partial<Record<Contract, string>> = {
  voucherPicture: "contracts/art/VoucherPicture.sol",
  certificatePicture: "contracts/art/CertificatePicture.sol",
  manager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
};

/** In which column a seat stands, and which words go with its mark there. */
function columnOf(seat: Seat): [column: Column, words: string] {
  const [whose, duty] = seat.split(" ") as [string, string?];
  if (duty !== undefined && /^(home|joint|provider's)$/.test(whose)) {
    return [`${duty.charAt(0).toUpperCase()}${duty.slice(1)}` as Column, whose];
  }
  if (whose === "contract") return ["Others", `\`${titleOf(duty as Contract)}\``];
  if (seat === "delayed") return ["Others", "a member with an execution delay"];
  if (seat === "its holder") return ["Others", "whoever holds it"];
  if (seat === "its signer") return ["Others", "whoever signed it"];
  const column = COLUMNS.find((one) => one.toLowerCase() === seat);
  return column === undefined
    ? ["Others", seat === "deployer" || seat === "proposer" ? `the ${seat}` : seat]
    : [column, ""];
}

/** The marks of one row, by column. */
function marksOf({ contract, function: name, rule }: Row): Map<Column, string> {
  const finishers = Object.values(RULES[contract]).flat();
  const begins = finishers.some(({ finishes }) => finishes === name);
  const cells = new Map<Column, [mark: string, words: string][]>();
  const put = (column: Column, mark: string, words: string): void => {
    cells.set(column, [...(cells.get(column) ?? []), [mark, words]]);
  };
  for (const seat of rule.may) {
    const [column, words] = columnOf(seat);
    const mark = rule.signed ? "◇" : rule.finishes !== undefined ? "◑" : begins ? "◐" : "●";
    put(column, mark, words);
  }
  for (const party of rule.signed ?? []) put(party === "enterprise" ? "Enterprise" : "Provider", "○", "");
  if (rule.may.length === 0) put("Others", "nobody", "");
  return new Map([...cells].map(([column, marks]) => [column, cellOf(marks)]));
}

/** A mark, and whose it is where that is not the home district alone. */
function cellOf(marks: [mark: string, words: string][]): string {
  const [[mark]] = marks as [[string, string]];
  const words = marks.map(([, whose]) => whose).filter((whose) => whose !== "");
  return words.length === 0 || words.join() === "home" ? mark : `${mark} ${words.join(" or ")}`;
}

/** Who else it takes: the function that finishes it, or the one that began it. */
function secondOf({ contract, function: name, rule }: Row): string {
  if (rule.finishes !== undefined) return `after \`${rule.finishes}\``;
  const finishers = Object.entries(RULES[contract]).filter(([, rules]) =>
    [rules].flat().some(({ finishes }) => finishes === name),
  );
  return finishers.length === 0 ? "" : `then ${finishers.map(([finisher]) => `\`${finisher}\``).join(" or ")}`;
}

function refusalOf({ may, refusal, otherwise }: Rule): string {
  if (may.includes("anyone")) return "";
  const said = [
    sayingOf(refusal),
    ...(otherwise ? [`${columnOf(otherwise.who)[0]}: ${sayingOf(otherwise.refusal)}`] : []),
  ];
  return said.join("; ");
}

function sayingOf(refusal: Refusal): string {
  if (refusal === null) return "refused without a word";
  const values = refusal.values.map((value) =>
    value.startsWith("contract ") ? titleOf(value.slice(9) as Contract) : value === "delayed" ? "scheduler" : value,
  );
  const text = `${refusal.error}(${values.join(", ")})`;
  return refusal.ofItem ? `\`ItemFailed(item, ${text})\`` : `\`${text}\``;
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

async function sectionOf(contract: Contract): Promise<string> {
  const title = titleOf(contract);
  const rows = rowsOf(contract);
  const notices = await noticesOf(WHERE[contract] ?? `contracts/${title}.sol`, title);
  const functions = functionsOf(contract);
  const marks = rows.map(marksOf);
  const columns = COLUMNS.filter((column) => marks.some((cells) => cells.has(column)));
  const finishing = rows.some((row) => secondOf(row) !== "");
  const stopping = rows.some(({ rule }) => rule.stops !== undefined);
  const head = [
    "Function",
    "What it does",
    ...columns,
    ...(finishing ? ["Second account"] : []),
    "All others are told",
    ...(stopping ? ["Stops"] : []),
  ];
  const body = rows.map((row, i) => {
    const { signature } = functions.find(({ name }) => name === row.function)!;
    const does = row.rule.does ?? notices.get(signature);
    if (does === undefined) throw new Error(`Nobody says what ${title}.${row.function} does.`);
    return line([
      `\`${row.function.replaceAll(",", ", ")}\`${row.rule.use === undefined ? "" : ` ${row.rule.use}`}`,
      does,
      ...columns.map((column) => marks[i]!.get(column) ?? ""),
      ...(finishing ? [secondOf(row)] : []),
      refusalOf(row.rule),
      ...(stopping ? [(row.rule.stops ?? []).map((stop) => STOPS[stop]).join(", ")] : []),
    ]);
  });
  const table = rows.length === 0 ? [] : [line(head), line(head.map(() => "---")), ...body, ""];
  const reads = functions.filter(({ name }) => !(name in RULES[contract])).map(({ name }) => `\`${name}\``);
  return [`## ${title}`, "", ...table, `Anyone reads: ${reads.join(", ")}.`, ""].join("\n");
}

const HEAD = `# Every function and who may use it

<!-- Made by \`npm run docs:access\` from the table in test/access. Change it there. -->

**中文摘要** 本页逐一列出账本各合约中可改变状态的函数：何人可以办理、是否须由另一账户完成、其他人被拒绝时收到的错误。
本页由测试所用的同一张规则表生成，并由 \`test/access\` 以各角色、各地区及各合约的账户逐项试验；如有函数未列入本表，测试即不通过。
除下列函数外，其余函数只读，任何人均可查询。

For officers and auditors. Each table has the functions of one contract that could change something. The page is made
from the same table that the tests in [\`test/access\`](../test/access) try, function by function, with every account named
[below](#tried-and-refused); a function that is not in it fails them. [The ledger](ledger.md) says how the functions work
together.
`;

function legend(): string {
  return [
    "## Reading the tables",
    "",
    line(["Mark", "The account", "含义"]),
    line(["---", "---", "---"]),
    ...MARKS.map((mark) => line(mark)),
    "",
    "- A mark without a word is for the home district: that of the enterprise, program or voucher, and of the provider for what",
    "  concerns its certificate. _joint_ is a joint district of the program, _provider's_ the district of an order's provider.",
    "- **Administrator** is a district's own Safe, **Safe** the consortium's.",
    "- Two marks in one row are alternatives; ○ comes in addition, from each party that bears it.",
    "- **Second account**: the function before or after it. The account that began a matter is refused at its end with",
    "  `SameOfficer(account)`, whatever duties it holds.",
    "- **All others are told**: the error with its values. A district and a duty stand for their numbers.",
    "  The consortium is 0, districts count from 1; Administrator 0, Bureau 1, Approver 2, Finance 3, Operator 4, Auditor 5.",
    "- 表头：Administrator 地区多签，Bureau 科技局，Approver 审批人，Finance 财政局，Operator 运营机构，Auditor 审计机构，Safe 联盟多签，",
    "  Enterprise 企业，Provider 服务机构，Others 其他；Second account 另一账户，All others are told 其他人收到的错误，Stops 停办情形。",
    "  编号：联盟为 0，地区自 1 起；职务依次为地区多签 0、科技局 1、审批人 2、财政局 3、运营机构 4、审计机构 5。",
    "- **Stops**: once the home district is _retired_, the _provider's_ district is retired or the edition is _closed_, those",
    "  marked are refused too, with `DistrictNotActive(district)` or `EditionIsClosed()`. What is empty there goes on.",
    "",
  ].join("\n");
}

function tried(): string {
  const list = (names: readonly string[]): string[] => names.map((name) => `- ${name}`);
  return [
    "## Tried and refused",
    "",
    "Beside all duties of the home district, of a joint district and of the provider's, and beside the Operator, the Auditor, the",
    "Safe, the deployer, the parties and the ledger's own contracts, each function was tried by:",
    "",
    ...list(["each duty of a district that is not concerned", ...Object.values(OUTSIDERS)]),
    "",
    "Where a party signs, its signature was replaced by that of:",
    "",
    ...list(Object.values(WRONG_SIGNERS)),
    "",
    "and it was tried with the party's own wallet while that was stopped and after it was replaced.",
    "",
  ].join("\n");
}

/** The page as it belongs into the repository. */
export async function accessPage(): Promise<string> {
  const sections = await Promise.all(CONTRACTS.map(sectionOf));
  const text = [HEAD, legend(), ...sections, tried()].join("\n");
  return format(text, { ...(await resolveConfig(PLACE)), parser: "markdown" });
}
