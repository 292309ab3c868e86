/** What each district shows of itself and of others, and what not, in words. */
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Loading } from "../ui/Notice.tsx";
import { Page, Section } from "../ui/Page.tsx";
import type { State } from "../ui/states.ts";
import { inWords } from "./inWords.ts";

const NEVER: readonly Text[] = [
  {
    en: "Names, telephone numbers, identity cards and bank accounts of people: they are not on the ledger at all.",
    zh: "个人的姓名、电话、身份证号、银行账号：账本上根本没有这些内容。",
  },
  {
    en: "Contracts, invoices and reasons: the ledger holds a code for each, from which nobody can read it. The papers stay in the district's office.",
    zh: "合同、发票和理由说明：账本只存承诺码，无法据此还原内容；文件本身由各区保管。",
  },
];

const ALWAYS: readonly Text[] = [
  {
    en: "That a voucher exists, its state and each of its changes with day and block: nobody can hide one.",
    zh: "每张双创券的存在、状态及每次变更的日期和区块：任何人都不能隐瞒。",
  },
  { en: "The catalogue of providers, with what each is admitted for.", zh: "服务机构名录及各机构获准的服务类别。" },
  { en: "The approved budgets and the terms of the policies.", zh: "已批准的预算和政策条款。" },
  { en: "Public notices and the objections to them.", zh: "公示事项及异议情况。" },
];

export default function PublicationPage() {
  const say = useSay();
  const names = useNames();
  return (
    <Page
      title={say({ en: "What is published", zh: "公开范围" })}
      lead={say({
        en: "Each district decides for its own enterprises what the public sees. Whatever is not published is left out here, and said to be left out; it is never shown as zero.",
        zh: "各区自行决定本区企业信息的公开范围。未公开的内容在本网站明确标注“未公开”，不会显示为零。",
      })}
    >
      {names.districts === undefined ? (
        <Loading />
      ) : (
        <div className="two publication">
          {names.districts.map(({ district }) => (
            <DistrictSettings key={district} district={district} />
          ))}
        </div>
      )}
      <Section title={say({ en: "Everywhere shown", zh: "各区一律公开" })}>
        <List texts={ALWAYS} />
      </Section>
      <Section title={say({ en: "Nowhere shown", zh: "各区一律不公开" })}>
        <List texts={NEVER} />
      </Section>
    </Page>
  );
}

const SHOWN: State = { text: { en: "shown", zh: "公开" }, tone: "good" };
const PARTLY: State = { text: { en: "in part", zh: "部分公开" }, tone: "wait" };
const HIDDEN: State = { text: { en: "not shown", zh: "不公开" }, tone: "plain" };

function DistrictSettings({ district }: { readonly district: number }) {
  const say = useSay();
  const names = useNames();
  const heard = names.published(district) !== undefined;
  return (
    <section className="sheet">
      <h2>{names.district(district)}</h2>
      {!heard && (
        <p className="hint">
          {say({
            en: "Its office does not answer at the moment. Until it does, this is what holds:",
            zh: "该区办公系统暂未答复，在此期间按下列范围公开：",
          })}
        </p>
      )}
      <dl className="published">
        {inWords(names.settings(district)).map(({ name, shown, sentence }) => (
          <div key={name.en}>
            <dt>
              {say(name)} <Badge state={{ yes: SHOWN, partly: PARTLY, no: HIDDEN }[shown]} />
            </dt>
            <dd>{say(sentence)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function List({ texts }: { readonly texts: readonly Text[] }) {
  const say = useSay();
  return (
    <ul className="steps">
      {texts.map((text) => (
        <li key={text.en}>{say(text)}</li>
      ))}
    </ul>
  );
}
