import { defineCommand, needed, optional } from "../../cli/define.ts";
import { applicationId } from "../../applications/id.ts";
import { atOffice } from "../options.ts";

export const apply = defineCommand({
  words: "apply",
  text: {
    en: "write an application for admission, with its papers, to the office (institution)",
    zh: "填写入库申请并上传材料（机构）",
  },
  more: {
    en: `The Operator or the Bureau invites your account first. The office of the district in which the institution is registered keeps it, and
nobody else sees it before you hand it in. The account with which you apply will sign for the institution. The file, in YAML:

  name: 江南石墨烯研究院
  englishName: Jiangnan Graphene Research Institute   # may be left out
  creditCode: 12320400…     # unified social credit code
  controller: 12320400…     # credit code, identity or passport number
  address: 江苏省常州市武进区…
  serviceClasses: [1, 2]
  purpose: |
    What the institution can do.
  papers:                   # PDF, PNG or JPEG, at most 4 MiB each
    - kind: licence         # or qualification, pledge, other
      file: licence.pdf     # from where this file lies

What the file says is compared with what the office has, and the difference is done: papers that it does not name are removed. So change
the file and run it again, also after an interruption: nothing is done twice.`,
    zh: `须先由运营机构或科技局邀请本账户。申请保存在机构登记所在区的办公系统，提交之前他人不可见；
提出申请的账户此后代表本机构签名。文件为 YAML 格式：

  name: 江南石墨烯研究院
  englishName: Jiangnan Graphene Research Institute   # 可不填
  creditCode: 12320400…     # 统一社会信用代码
  controller: 12320400…     # 实际控制人的信用代码、身份证号或护照号
  address: 江苏省常州市武进区…
  serviceClasses: [1, 2]    # 服务类别编号
  purpose: |
    服务能力说明。
  papers:                   # PDF、PNG 或 JPEG，每份不超过 4 MiB
    - kind: licence         # 或 qualification、pledge、other
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
    ...atOffice,
  },
  examples: [
    {
      line: "tongdui admission apply institution.yaml --portal https://voucher.example.org --district 2 --profile institution.json",
      text: { en: "At the office of district 2:", zh: "向第 2 区的办公系统：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../applications/draft.ts")).draftAdmission,
});
