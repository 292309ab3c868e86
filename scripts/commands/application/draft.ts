import { defineCommand, flag, needed, optional } from "../../cli/define.ts";
import { applicationId } from "../../applications/id.ts";
import { atOffice } from "../options.ts";

export const draft = defineCommand({
  words: "draft",
  text: {
    en: "write an application, with its papers, to the office (enterprise)",
    zh: "填写用券申请并上传材料（企业）",
  },
  more: {
    en: `The office of your own district keeps it, and nobody else sees it before you hand it in. The file, in YAML:

  enterprise: 2-1
  program: 2
  serviceClass: 1
  contractValue: 200,000.00
  amount: 100,000.00        # of the voucher, in yuan
  provider: P1-1            # may be left out
  purpose: |
    What the service is for.
  papers:                   # PDF, PNG or JPEG, at most 4 MiB each
    - kind: licence         # or quotation, plan, other
      file: licence.pdf     # from where this file lies

What the file says is compared with what the office has, and the difference is done: papers that it does not name are removed. So change
the file and run it again, also after an interruption: nothing is done twice.`,
    zh: `申请保存在本企业所在区的办公系统，提交之前他人不可见。文件为 YAML 格式：

  enterprise: 2-1
  program: 2
  serviceClass: 1
  contractValue: 200,000.00 # 合同金额（元）
  amount: 100,000.00        # 申请券额（元）
  provider: P1-1            # 可不填
  purpose: |
    服务内容和用途。
  papers:                   # PDF、PNG 或 JPEG，每份不超过 4 MiB
    - kind: licence         # 或 quotation、plan、other
      file: licence.pdf     # 相对于本文件所在文件夹

程序将文件与办公系统中的内容比对，只办理差异部分；文件中未列出的材料将删除。
如需修改，改动文件后重新运行即可；中断后也可重新运行，不会重复办理。`,
  },
  arguments: { file: needed("FILE", { en: "the application, YAML", zh: "申请文件（YAML）" }) },
  options: {
    id: optional(
      "--id <id>",
      { en: "the open application that is to say what the file says", zh: "按本文件修改的未提交申请的编号" },
      applicationId,
    ),
    another: flag("--another", {
      en: "begin another one, though one is open that says something else",
      zh: "已有内容不同的未提交申请时，仍另行申请",
    }),
    ...atOffice,
  },
  examples: [
    {
      line: "tongdui application draft application.yaml --portal http://127.0.0.1:8080 --profile parties/enterprise-1.json",
      text: { en: "As an enterprise:", zh: "以企业身份：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../applications/draft.ts")).draftApplication,
});
