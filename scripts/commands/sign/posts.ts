/** What parties sign to find each other. */
import { defineCommand, optional, several } from "../../cli/define.ts";
import { signing, through } from "./options.ts";

const texts = several(
  "FILE",
  { en: "texts to be signed, or folders of them", zh: "待签署的正文文件或其所在文件夹" },
  (typed) => typed,
  "needed",
);

export const demand = defineCommand({
  words: "demand",
  text: { en: "sign what you look for, as enterprise", zh: "以企业身份签署需求" },
  more: {
    en: `The file, YAML or JSON, says in title and wanted what everybody may read, with the enterprise, the service class, the last day (through)
and, unless any will do, the district where a provider is sought. Under contact (name, phone, mail) and details stands what only the
matched provider is shown. Both parts stay on this computer with their salts; the ledger gets one commitment. What looks like a phone
number, an ID number or a mail address in the public part is warned about. Beside the signature two files are written: the public text
goes with the signature to the operator, who posts both (tongdui match post); the private part goes to your district's office alone.`,
    zh: `文件为 YAML 或 JSON：title（标题）和 wanted（需求内容）所有人可见，并写明企业编号、服务类别、截止日（through），
以及寻求服务机构的区域（不限则不填）。contact（联系方式：name、phone、mail）和 details（详情）仅向对接的服务机构展示。
两部分连同盐值保存在本机，账本只记录一个承诺值。公开部分疑似含手机号、身份证号或邮箱的，签署前会提示。
签名文件之外另写两个文件：公开正文随签名交运营机构，由其用 tongdui match post 发布；非公开部分只交所属区办公系统。`,
  },
  arguments: { files: texts },
  options: signing,
  examples: [
    { line: "tongdui sign demand demand.yaml", text: { en: "Sign a demand:", zh: "签署一项需求：" } },
    { line: "tongdui sign demand demand.yaml --dry-run", text: { en: "Only look at it:", zh: "只查看，不签署：" } },
  ],
  acts: true,
  work: async () => (await import("../../matching/sign/signPost.ts")).signDemands,
});

export const offer = defineCommand({
  words: "offer",
  text: { en: "sign what you offer, as provider", zh: "以服务机构身份签署供给" },
  more: {
    en: `As tongdui sign demand, with provider in place of enterprise and offered in place of wanted. An offer is to everybody, unless the file
names under demand the number of the one that it answers.`,
    zh: `与 tongdui sign demand 相同，以 provider（服务机构编号）代替 enterprise，以 offered（供给内容）代替 wanted。
供给默认面向所有企业；如应答某项需求，请在 demand 中填写该需求的编号。`,
  },
  arguments: { files: texts },
  options: signing,
  examples: [{ line: "tongdui sign offer offer.yaml", text: { en: "Sign an offer:", zh: "签署一项供给：" } }],
  acts: true,
  work: async () => (await import("../../matching/sign/signPost.ts")).signOffers,
});

export const match = defineCommand({
  words: "match",
  text: { en: "agree that a demand and an offer go together", zh: "同意需求与供给对接" },
  more: {
    en: `The first party names the demand and the offer; the second party signs the file in which the first one signed. Both files go to the
operator, who records the match: tongdui match accept. A match binds nobody to an order.`,
    zh: `先签署的一方指明需求和供给；后签署的一方签署对方已签的文件。双方文件一并交运营机构，由其用 tongdui match accept 登记。
对接本身不产生订单义务。`,
  },
  arguments: {
    files: several("FILE", { en: "matches that the other party signed", zh: "对方已签的对接文件" }, (typed) => typed),
  },
  options: {
    demand: optional("--demand <post>", {
      en: "the demand: its number, or the file of its signature",
      zh: "需求编号或其签名文件",
    }),
    offer: optional("--offer <post>", {
      en: "the offer: its number, or the file of its signature",
      zh: "供给编号或其签名文件",
    }),
    through,
    ...signing,
  },
  examples: [
    {
      line: "tongdui sign match --demand demand-3f2a9c1b-by-529084.json --offer offer-77d01e42-by-90aa12.json",
      text: { en: "As the first of the two:", zh: "先签署的一方：" },
    },
    { line: "tongdui sign match match-90b1c2d3-by-529084.json", text: { en: "As the second:", zh: "后签署的一方：" } },
  ],
  acts: true,
  work: async () => (await import("../../matching/sign/signMatch.ts")).signMatches,
});

export const postWithdrawal = defineCommand({
  words: "post-withdrawal",
  text: { en: "take a demand or an offer back that is posted", zh: "撤回已发布的需求或供给" },
  more: {
    en: `Send the file to an office; it hands it in with tongdui match withdraw. What was matched before stays matched. Nobody has to take a
post back whose last day is over.`,
    zh: "请将文件交有关单位，由其用 tongdui match withdraw 提交。此前已对接的不受影响。已过截止日的无需撤回。",
  },
  arguments: {
    posts: several(
      "POST",
      { en: "a demand's or an offer's number, or the file of its signature", zh: "需求或供给的编号，或其签名文件" },
      (typed) => typed,
      "needed",
    ),
  },
  options: { through, ...signing },
  examples: [
    {
      line: "tongdui sign post-withdrawal demand-3f2a9c1b-by-529084.json",
      text: { en: "Take a demand back:", zh: "撤回一项需求：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../matching/sign/signPostWithdrawal.ts")).signPostWithdrawals,
});
