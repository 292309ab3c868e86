import { useSay, type Text } from "../app/language.tsx";
import { Section } from "../ui/Page.tsx";

const STEPS: readonly Text[] = [
  {
    en: "Scan the code on the certificate, or type its number into the search box on the first page, with the P in front. It must lead to this page, on a site of the consortium or of a member district.",
    zh: "扫描证书上的二维码，或在首页查询框输入带字母 P 的机构编号，应打开联盟或成员区网站上的本页面。",
  },
  {
    en: "What this page says counts, not the paper: a certificate may have been suspended or ended after it was printed.",
    zh: "以本页面所示为准：证书打印之后，资格可能已被暂停或终止。",
  },
  {
    en: "Look whether the service that is offered stands under “Admitted for”, and whether today lies within the days of validity.",
    zh: "核对所提供的服务是否属于所列“服务类别”，以及当天是否在有效期内。",
  },
  {
    en: "The name comes from the provider's district. The district checked it against the code of the profile, which the ledger holds and nobody can exchange unseen.",
    zh: "机构名称由所在地区公布，并已与账本所存档案承诺码核对；承诺码的任何变动都会留下记录。",
  },
];

export function HowToCheck({ provider }: { readonly provider: string }) {
  const say = useSay();
  return (
    <Section title={say({ en: `How to check the certificate ${provider}`, zh: `如何核验证书 ${provider}` })}>
      <ol className="steps">
        {STEPS.map((step) => (
          <li key={step.en}>{say(step)}</li>
        ))}
      </ol>
    </Section>
  );
}
