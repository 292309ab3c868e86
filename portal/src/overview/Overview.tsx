/** The first page: what was issued, spent and paid, where and when, and what happens now. */
import { useIndex } from "../app/api.ts";
import type { Crossing, DistrictTotal, MonthTotal, Page as Answered } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { Live } from "../app/Live.tsx";
import { useNames } from "../app/names.tsx";
import { SearchBox } from "../search/SearchBox.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { Crossings } from "./Crossings.tsx";
import { LatestChanges } from "./LatestChanges.tsx";
import { LatestNotices } from "./LatestNotices.tsx";
import { Months } from "./Months.tsx";
import { DistrictTable, Totals } from "./Totals.tsx";

export function Overview() {
  const say = useSay();
  const { districts } = useNames();
  const totals = useIndex<Answered<DistrictTotal>>("/totals/districts");
  const months = useIndex<Answered<MonthTotal>>("/totals/months");
  const crossings = useIndex<Answered<Crossing>>("/totals/crossings");
  const count = districts?.filter(({ status }) => status === "Active").length;
  return (
    <Page
      title={say({ en: "Innovation vouchers at a glance", zh: "双创券总览" })}
      lead={say(
        count === undefined
          ? { en: "Issued by one district, honoured in every other.", zh: "一区发放，各区通兑。" }
          : {
              en: `Issued by one district, honoured in all ${count}: what was issued, what was spent with providers, and what was paid.`,
              zh: `一区发放，${count} 个成员区通用通兑：发放、核销、拨付情况公开如下。`,
            },
      )}
    >
      <p className="live-line">
        <Live />
      </p>
      <SearchBox />
      <Answer of={totals}>
        {({ items }) => (
          <>
            <Totals totals={items} />
            <Section title={say({ en: "By district", zh: "分地区情况" })}>
              <DistrictTable totals={items} />
            </Section>
          </>
        )}
      </Answer>
      <Section title={say({ en: "Across districts", zh: "跨区使用" })}>
        <p className="about">
          {say({
            en: "Down the side, the district that issued the vouchers; along the top, the district of the provider with whom they were spent. Spent and accepted, paid or about to be paid.",
            zh: "纵向为发放地区，横向为服务机构所在地区。金额为已核销部分，含待拨付。",
          })}
        </p>
        <Answer of={crossings}>{({ items }) => <Crossings crossings={items} />}</Answer>
      </Section>
      <Section title={say({ en: "By month", zh: "分月情况" })}>
        <Answer of={months}>{({ items }) => <Months totals={items} />}</Answer>
      </Section>
      <div className="two">
        <LatestNotices />
        <LatestChanges />
      </div>
    </Page>
  );
}
