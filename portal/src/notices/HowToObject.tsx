/** Who hears objections, by district, and what becomes of them. */
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Empty } from "../ui/Notice.tsx";

const STEPS: readonly Text[] = [
  {
    en: "Write to the Science and Technology Bureau of a district named under “Objections go to”, or to the Auditor, before the notice ends. A letter or a visit is enough; say which notice you mean, and why.",
    zh: "请在公示期内向“异议受理”所列地区的科技局或审计机构提出，书面来信或当面提出均可，并写明针对哪一项公示及理由。",
  },
  {
    en: "The Bureau or the Auditor records the objection. From then on the matter stands still, and everybody sees here that it was objected to; your name is not published.",
    zh: "科技局或审计机构登记异议后，有关事项随即暂停办理，并在此公开显示“有异议”。提出人的姓名不公开。",
  },
  {
    en: "A district's objection is decided by two of its officers; if it is not decided in time, it lapses. The Auditor's objection stays until the Auditor withdraws it or the consortium overrules it.",
    zh: "地区提出的异议由该区两名经办人员处理，逾期未处理的自动失效；审计机构的异议，须由其撤回或由联盟决定驳回。",
  },
];

export function HowToObject() {
  const say = useSay();
  return (
    <>
      <ol className="steps">
        {STEPS.map((step) => (
          <li key={step.en}>{say(step)}</li>
        ))}
      </ol>
      <h3 className="contacts-head">{say({ en: "Where to write or go", zh: "联系方式" })}</h3>
      <Contacts />
    </>
  );
}

function Contacts() {
  const say = useSay();
  const names = useNames();
  if (names.districts === undefined) return null;
  if (names.districts.length === 0)
    return <Empty>{say({ en: "There is no member district.", zh: "尚无成员区。" })}</Empty>;
  return (
    <dl className="explained">
      {names.districts.map(({ district }) => (
        <div key={district}>
          <dt>{names.district(district)}</dt>
          <dd>{names.contact(district) ?? say(NO_CONTACT)}</dd>
          {names.objectTo(district).map(([program, text]) => (
            <dd key={program}>{say({ en: `Program ${program}: ${text}`, zh: `项目 ${program}：${text}` })}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

const NO_CONTACT: Text = {
  en: "Has published no contact here; go to its Science and Technology Bureau.",
  zh: "尚未在此公布联系方式，请联系该区科技局。",
};
