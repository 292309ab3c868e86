/** Supply and demand: what enterprises look for and providers offer, and how one posts it. */
import { useIndexPages } from "../app/api.ts";
import type { Demand, Offer } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { queryOf, useFilters } from "../app/useFilters.ts";
import { ServiceSelect } from "../providers/ServiceSelect.tsx";
import { Unsearched } from "../search/Unsearched.tsx";
import { useWords } from "../search/useWords.ts";
import { WordsField } from "../search/WordsField.tsx";
import { LinkButton } from "../ui/Button.tsx";
import { CsvLink } from "../ui/CsvLink.tsx";
import { DistrictSelect } from "../ui/DistrictSelect.tsx";
import { Select } from "../ui/Field.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PagedList } from "../ui/Pages.tsx";
import { HowToPost } from "./HowToPost.tsx";
import { A_PAGE, postOfDemand, postOfOffer } from "./post.ts";
import { PostCards } from "./PostCards.tsx";
import "./demands.css";

const FILTERS = ["words", "kind", "state", "serviceClass", "district"] as const;
type Filter = (typeof FILTERS)[number];
type Values = Readonly<Record<Filter, string>>;

interface Narrowed {
  /** Of the index. */
  readonly query: Readonly<Record<string, string>>;
  /** In it too; empty for none. */
  readonly words: string;
}

export default function DemandsPage() {
  const say = useSay();
  const { values, set } = useFilters(FILTERS);
  const { kind, words: typed, ...rest } = values;
  const words = useWords(typed);
  const narrowed = { query: { ...rest, words, state: values.state === "Matched" ? "Matched" : "Open" }, words };
  return (
    <Page
      title={say({ en: "Supply and demand", zh: "供需对接" })}
      lead={say({
        en: "What enterprises look for and what providers offer, of all districts. Where the two go together both sign that, and an order can follow.",
        zh: "汇集各区企业的需求和服务机构的供给。双方达成意向后共同签署对接，随后可下单用券。",
      })}
    >
      <p className="desk-buttons screen-only">
        <LinkButton look="primary" to="/desk/posts/new?kind=demand">
          {say({ en: "Post a demand", zh: "发布需求" })}
        </LinkButton>
        <LinkButton look="primary" to="/desk/posts/new?kind=offer">
          {say({ en: "Post an offer", zh: "发布供给" })}
        </LinkButton>
      </p>
      <Filters values={values} set={set} />
      {words !== "" && <Unsearched />}
      {kind !== "offer" && <Demands {...narrowed} />}
      {kind !== "demand" && <Offers {...narrowed} />}
      <HowToPost />
    </Page>
  );
}

function Filters({ values, set }: { readonly values: Values; readonly set: (name: Filter, value: string) => void }) {
  const say = useSay();
  return (
    <div className="filters screen-only">
      <WordsField value={values.words} onChange={(typed) => set("words", typed)} />
      <Select
        label={say({ en: "Kind", zh: "供需" })}
        options={[
          { value: "", text: say({ en: "Demands and offers", zh: "需求和供给" }) },
          { value: "demand", text: say({ en: "Demands", zh: "需求" }) },
          { value: "offer", text: say({ en: "Offers", zh: "供给" }) },
        ]}
        value={values.kind}
        onChange={(event) => set("kind", event.target.value)}
      />
      <Select
        label={say({ en: "State", zh: "状态" })}
        options={[
          { value: "", text: say({ en: "Open", zh: "有效" }) },
          { value: "Matched", text: say({ en: "Matched already", zh: "已对接" }) },
        ]}
        value={values.state}
        onChange={(event) => set("state", event.target.value)}
      />
      <ServiceSelect value={values.serviceClass} onChange={(one) => set("serviceClass", one)} />
      <DistrictSelect value={values.district} onChange={(district) => set("district", district)} />
    </div>
  );
}

function Demands({ query, words }: Narrowed) {
  const say = useSay();
  return (
    <Section title={say({ en: "Demands", zh: "需求" })}>
      <PagedList
        of={useIndexPages<Demand>(`/demands${queryOf(query, { limit: A_PAGE })}`)}
        none={
          words === ""
            ? say({ en: "No demand fits this choice.", zh: "没有符合条件的需求。" })
            : say({ en: `No demand that fits has “${words}” in it.`, zh: `符合条件的需求中没有“${words}”。` })
        }
      >
        {(items) => <PostCards posts={items.map(postOfDemand)} />}
      </PagedList>
      <CsvLink path={`/demands${queryOf(query)}`} amounts={false} />
    </Section>
  );
}

function Offers({ query, words }: Narrowed) {
  const say = useSay();
  return (
    <Section title={say({ en: "Offers", zh: "供给" })}>
      <PagedList
        of={useIndexPages<Offer>(`/offers${queryOf(query, { limit: A_PAGE })}`)}
        none={
          words === ""
            ? say({ en: "No offer fits this choice.", zh: "没有符合条件的供给。" })
            : say({ en: `No offer that fits has “${words}” in it.`, zh: `符合条件的供给中没有“${words}”。` })
        }
      >
        {(items) => <PostCards posts={items.map(postOfOffer)} />}
      </PagedList>
      <CsvLink path={`/offers${queryOf(query)}`} amounts={false} />
    </Section>
  );
}
