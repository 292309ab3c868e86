/** The catalogue of providers: who may be paid with vouchers, for which services. */
import { Link } from "wouter";
import { useIndexPages } from "../app/api.ts";
import type { Provider } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { queryOf, useFilters } from "../app/useFilters.ts";
import { Hits } from "../search/Hits.tsx";
import { matching } from "../search/matches.ts";
import { Unsearched } from "../search/Unsearched.tsx";
import { useWords } from "../search/useWords.ts";
import { WordsField } from "../search/WordsField.tsx";
import { Badge } from "../ui/Badge.tsx";
import { CsvLink } from "../ui/CsvLink.tsx";
import { Day } from "../ui/Day.tsx";
import { DistrictSelect } from "../ui/DistrictSelect.tsx";
import { Select } from "../ui/Field.tsx";
import { Page } from "../ui/Page.tsx";
import { PagedList } from "../ui/Pages.tsx";
import { providerState } from "../ui/states.ts";
import { Table } from "../ui/Table.tsx";
import { ServiceSelect } from "./ServiceSelect.tsx";

const STATUSES = ["Admitted", "Countersigned", "Proposed", "Suspended", "Removed", "Declined", "Blacklisted"] as const;
/** Shown unless somebody asks for others: whom a voucher can be spent with. */
const CATALOGUE = "Admitted";
const ALL = "all";

export default function ProvidersPage() {
  const say = useSay();
  const { values, set } = useFilters(["words", "district", "serviceClass", "status"]);
  const { words: typed, status, ...rest } = values;
  const words = useWords(typed);
  const asked = status === ALL ? "" : status === "" ? CATALOGUE : status;
  const query = { ...rest, words, status: asked };
  const pages = useIndexPages<Provider>(`/providers${queryOf(query, { limit: "200" })}`);
  const isNone = pages.items?.length === 0;
  return (
    <Page
      title={say({ en: "Catalogue of providers", zh: "服务机构名录" })}
      lead={say({
        en: "Providers are admitted by their own district; a voucher of any district can be spent with each of them, for the services that it was admitted for.",
        zh: "服务机构由所在地区审核入库。各区发放的双创券，均可在任一入库机构用于其获准的服务类别。",
      })}
    >
      <Filters values={values} set={set} />
      {words !== "" && <Unsearched />}
      <PagedList
        of={pages}
        none={
          words === ""
            ? say({ en: "No provider fits this choice.", zh: "没有符合条件的服务机构。" })
            : say({
                en: `No provider that fits has “${words}” in its name or in an offer.`,
                zh: `符合条件的服务机构，名称和供给中均没有“${words}”。`,
              })
        }
      >
        {(items) => <Catalogue providers={items} />}
      </PagedList>
      {isNone && words !== "" && <Alike words={words} />}
      <CsvLink path={`/providers${queryOf(query)}`} amounts={false} />
    </Page>
  );
}

type Filter = "words" | "district" | "serviceClass" | "status";

function Filters({ values, set }: { values: Record<Filter, string>; set: (name: Filter, value: string) => void }) {
  const say = useSay();
  return (
    <div className="filters">
      <WordsField
        label={{ en: "Name, number or words", zh: "名称、编号或关键词" }}
        value={values.words}
        onChange={(typed) => set("words", typed)}
      />
      <ServiceSelect value={values.serviceClass} onChange={(one) => set("serviceClass", one)} />
      <DistrictSelect value={values.district} onChange={(district) => set("district", district)} />
      <Select
        label={say({ en: "State", zh: "状态" })}
        options={[
          ...STATUSES.map((one) => ({ value: one === CATALOGUE ? "" : one, text: say(providerState(one).text) })),
          { value: ALL, text: say({ en: "all states", zh: "所有状态" }) },
        ]}
        value={values.status}
        onChange={(event) => set("status", event.target.value)}
      />
    </div>
  );
}

/** Providers whose names look like what was typed. */
function Alike({ words }: { readonly words: string }) {
  const say = useSay();
  const { known } = useNames();
  const { items } = matching(
    words,
    known.filter(({ kind }) => kind === "provider"),
  );
  if (items.length === 0) return null;
  return (
    <>
      <p className="about">{say({ en: "Did you mean:", zh: "您要找的是否为：" })}</p>
      <Hits hits={items} />
    </>
  );
}

function Catalogue({ providers }: { readonly providers: readonly Provider[] }) {
  const say = useSay();
  const names = useNames();
  return (
    <Table
      caption={say({ en: "Providers", zh: "服务机构" })}
      captionHidden
      columns={[
        {
          key: "name",
          head: say({ en: "Provider", zh: "服务机构" }),
          cell: ({ provider }) => (
            <>
              <Link href={`/providers/${provider}`}>{names.provider(provider) ?? provider}</Link>{" "}
              {names.provider(provider) !== undefined && <small className="hint">{provider}</small>}
            </>
          ),
        },
        {
          key: "district",
          head: say({ en: "District", zh: "地区" }),
          cell: ({ district }) => names.district(district),
        },
        {
          key: "services",
          head: say({ en: "Services", zh: "服务类别" }),
          cell: ({ classes }) => classes.map((one) => names.serviceClass(one)).join(say({ en: ", ", zh: "、" })),
        },
        {
          key: "valid",
          head: say({ en: "Admitted through", zh: "入库有效期至" }),
          cell: ({ validThrough }) => <Day day={validThrough} />,
        },
        {
          key: "state",
          head: say({ en: "State", zh: "状态" }),
          cell: ({ status }) => <Badge state={providerState(status)} />,
        },
      ]}
      rows={providers}
      rowKey={({ provider }) => provider}
    />
  );
}
