import { defineCommand, optional, several } from "../../cli/define.ts";
import { nullifierPasswordFile } from "../options.ts";

export const draft = defineCommand({
  words: "draft",
  text: { en: "draft the claims that providers sign", zh: "生成待服务机构签署的核销申请" },
  more: {
    en: `From what is in hand: a table (CSV or Excel) with an invoice a row, or a YAML file for one order. A row has the order, the invoice's
number (and code, where it has one), its amount in yuan, and what shows the delivery: a file under evidence (several with a semicolon
between), words under reason, or both. The order is named by its id or short number, by the signed order's file, or by its
voucher where that has one open order. Rows of one order make one claim, of ten invoices at most. The seller is the order's provider
unless a column seller says it.

The invoices' marks are computed under this office's nullifier key, the proof of delivery is kept in this office and committed to,
and a file a claim is written, which the provider signs with tongdui sign claim. It carries what the parties should see before they
sign: the order, its contract, the invoices, the words of the proof, the share, and the wallets of both parties. If anything is wrong, all of it is named with line
and column, and nothing is kept. Drafting the same again finds the same files.`,
    zh: `根据手中的材料生成：表格（CSV 或 Excel）每张发票一行，或每笔订单一个 YAML 文件。每行填写订单、发票号码（有发票代码的另填）、
发票金额（元），以及交付证明：在“交付证明”列填写文件（多个用分号隔开），或在“交付说明”列用文字说明，也可两者都填。
订单可用编号、短编号、已签订单文件，或双创券编号（该券只有一笔未核销订单时）指明。同一订单的各行合为一份申请，最多十张发票。
未填“销售方信用代码”时以订单的服务机构为销售方。

程序用本单位查重密钥计算发票查重码，保存交付证明并生成承诺值，每份申请写入一个文件，由服务机构用 tongdui sign claim 签署。
文件载明双方签署前应看到的内容：订单、合同、发票、交付说明、抵用比例和双方钱包。如有问题，按行、列逐一列出，不保存任何内容。同样的材料再次生成，得到的仍是同一文件。`,
  },
  arguments: {
    files: several(
      "FILE",
      { en: "tables (.csv, .xlsx) or YAML files", zh: "表格（.csv、.xlsx）或 YAML 文件" },
      (typed) => typed,
      "needed",
    ),
  },
  options: {
    out: optional("--out <folder>", {
      en: "where to write the drafts (default: beside the file)",
      zh: "草稿的存放文件夹（默认与所给文件相同）",
    }),
    nullifierPasswordFile,
  },
  examples: [
    {
      line: "tongdui redeem draft invoices.xlsx --out claims",
      text: { en: "Draft a claim for each order of a table:", zh: "按表格为每笔订单生成核销申请：" },
    },
    {
      line: "tongdui redeem draft invoices.xlsx --dry-run",
      text: { en: "Only check, and keep nothing:", zh: "只核对，不保存任何内容：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/draft/draftClaims.ts")).draftClaims,
});
