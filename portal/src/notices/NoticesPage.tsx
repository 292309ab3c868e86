/** Public notices: what is about to be decided, until when one can object and how, and how objections ended. */
import { useIndexPages } from "../app/api.ts";
import type { PublicNotice } from "../app/answers.ts";
import { useSay, type Text } from "../app/language.tsx";
import { queryOf, useFilters } from "../app/useFilters.ts";
import { CsvLink } from "../ui/CsvLink.tsx";
import { DistrictSelect } from "../ui/DistrictSelect.tsx";
import { FeedLink } from "../ui/FeedLink.tsx";
import { Select } from "../ui/Field.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PagedList } from "../ui/Pages.tsx";
import { HowToObject } from "./HowToObject.tsx";
import { NoticeCard } from "./NoticeCard.tsx";

const ABOUT: readonly (readonly [about: string, text: Text])[] = [
  ["", { en: "All matters", zh: "所有事项" }],
  ["list", { en: "Vouchers to be issued", zh: "拟发放双创券" }],
  ["admission", { en: "Providers to be admitted", zh: "拟入库服务机构" }],
  ["order", { en: "Orders to be paid", zh: "拟拨付订单" }],
];

const STATES: readonly (readonly [state: string, text: Text])[] = [
  ["", { en: "Running, or with an open objection", zh: "公示中或有未决异议" }],
  ["all", { en: "All, ended ones too", zh: "全部（含已结束）" }],
];

export default function NoticesPage() {
  const say = useSay();
  const { values, set } = useFilters(["state", "about", "district"]);
  const path = `/notices${queryOf(values)}`;
  const options = (pairs: typeof ABOUT) => pairs.map(([value, text]) => ({ value, text: say(text) }));
  return (
    <Page
      title={say({ en: "Public notices", zh: "公示" })}
      lead={say({
        en: "Vouchers are issued, providers admitted and orders paid only after a public notice in which anybody can object.",
        zh: "发放双创券、服务机构入库、向服务机构拨付，均须先行公示；公示期内任何人都可以提出异议。",
      })}
    >
      <div className="filters">
        <Select
          label={say({ en: "Notices", zh: "公示状态" })}
          options={options(STATES)}
          value={values.state}
          onChange={(event) => set("state", event.target.value)}
        />
        <Select
          label={say({ en: "Matter", zh: "事项" })}
          options={options(ABOUT)}
          value={values.about}
          onChange={(event) => set("about", event.target.value)}
        />
        <DistrictSelect value={values.district} onChange={(district) => set("district", district)} />
      </div>
      <PagedList
        of={useIndexPages<PublicNotice>(path)}
        none={say({ en: "Nothing is in public notice at the moment.", zh: "目前没有正在公示的事项。" })}
      >
        {(items) => (
          <>
            <h2 className="visually-hidden">{say({ en: "Matters in notice", zh: "公示事项" })}</h2>
            <ul className="cards">
              {items.map((notice) => (
                <li key={`${notice.list} ${notice.order} ${notice.provider} ${notice.since}`}>
                  <NoticeCard notice={notice} />
                </li>
              ))}
            </ul>
          </>
        )}
      </PagedList>
      <CsvLink path={path} />
      <Section title={say({ en: "How to object", zh: "如何提出异议" })}>
        <HowToObject />
      </Section>
      <FeedLink />
    </Page>
  );
}
