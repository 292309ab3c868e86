/** Programs that pay for the contract. */
import { Link } from "wouter";
import { PAPER_NAMES, PAPERS_NEEDED, type PaperKind } from "../../../client/applications.ts";
import type { Eligibility } from "../app/answers.ts";
import { useLang, useSay, type Lang, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Day } from "../ui/Day.tsx";
import { Table } from "../ui/Table.tsx";

const SET_BY: Readonly<Record<NonNullable<Eligibility["limit"]>, Text>> = {
  share: { en: "the program's share of the contract", zh: "项目抵用比例" },
  greatestFace: { en: "the greatest amount of one voucher", zh: "单张最大面额" },
  yearlyCap: { en: "what is left of your year's cap", zh: "年度上限余额" },
  budget: { en: "what is left of the budget", zh: "预算余额" },
  remaining: { en: "what is left of the voucher", zh: "双创券余额" },
};

interface Props {
  readonly programs: readonly Eligibility[];
  readonly serviceClass: number;
}

export function Fitting({ programs, serviceClass }: Props) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  return (
    <>
      <Table
        caption={say({ en: "Programs that fit", zh: "适用的项目" })}
        captionHidden
        columns={[
          {
            key: "program",
            head: say({ en: "Program", zh: "项目" }),
            cell: ({ program, district }) => (
              <>
                <Link href={`/programs/${program}`}>
                  {names.program(program) ?? say({ en: `Program ${program}`, zh: `项目 ${program}` })}
                </Link>
                <small className="hint row-note">{names.district(district)}</small>
              </>
            ),
          },
          {
            key: "amount",
            head: say({ en: "The voucher pays up to", zh: "最多可抵用" }),
            figure: true,
            cell: ({ amount }) => <Amount fen={amount} />,
          },
          {
            key: "own",
            head: say({ en: "You pay", zh: "企业自付" }),
            figure: true,
            cell: ({ own }) => <Amount fen={own} />,
          },
          {
            key: "limit",
            head: say({ en: "Set by", zh: "金额取决于" }),
            cell: ({ limit, budgetKnown }) => (
              <>
                {limit && say(SET_BY[limit])}
                {!budgetKnown && (
                  <small className="hint row-note">
                    {say({ en: "what is left of the budget is not published", zh: "预算余额未公开" })}
                  </small>
                )}
              </>
            ),
          },
          {
            key: "useBy",
            head: say({ en: "Place the order through", zh: "订单登记截止" }),
            cell: ({ useBy }) => useBy !== null && <Day day={useBy} />,
          },
          {
            key: "papers",
            head: say({ en: "Papers with the application", zh: "申请材料" }),
            cell: ({ program }) => papersText(names.conditions(program).papers ?? PAPERS_NEEDED, lang),
          },
          {
            key: "issuedThrough",
            head: say({ en: "Vouchers are issued through", zh: "发放截止" }),
            cell: ({ issuedThrough }) => <Day day={issuedThrough} />,
          },
        ]}
        rows={programs}
        rowKey={({ program }) => String(program)}
      />
      <p>
        <Link href={`/providers?serviceClass=${serviceClass}`}>
          {say({ en: "Providers of this service, in all districts", zh: "提供该类服务的各区服务机构" })}
        </Link>
      </p>
    </>
  );
}

function papersText(papers: readonly PaperKind[], lang: Lang): string {
  return papers.map((kind) => PAPER_NAMES[kind][lang]).join({ en: "; ", zh: "、" }[lang]);
}
