/** A provider's certificate: what it was admitted for and until when, and how whoever holds the paper checks it. */
import { formatProvider, parseProvider } from "../../../client/ids.ts";
import type { Provider } from "../app/answers.ts";
import { useHead, useIndex } from "../app/api.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { NotFound } from "../app/NotFound.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Day } from "../ui/Day.tsx";
import { Code, Facts } from "../ui/Facts.tsx";
import { Page } from "../ui/Page.tsx";
import { providerState } from "../ui/states.ts";
import { Certificate } from "./Certificate.tsx";
import { HowToCheck } from "./HowToCheck.tsx";
import { standing } from "./standing.ts";

/** @param number as the address has it. */
export default function ProviderPage({ number }: { readonly number: string }) {
  const provider = readProvider(number);
  return provider === undefined ? <NotFound /> : <Known provider={provider} />;
}

function readProvider(number: string): string | undefined {
  try {
    return formatProvider(parseProvider(decodeURIComponent(number)));
  } catch {
    return undefined;
  }
}

function Known({ provider }: { readonly provider: string }) {
  const say = useSay();
  const names = useNames();
  const answer = useIndex<Provider>(`/providers/${provider}`);
  const name = names.provider(provider) ?? say({ en: `Provider ${provider}`, zh: `服务机构 ${provider}` });
  return (
    <Page title={name} beside={answer.data && <Badge state={providerState(answer.data.status)} />}>
      <Answer of={answer}>{(data) => <Shown provider={data} />}</Answer>
    </Page>
  );
}

function Shown({ provider }: { readonly provider: Provider }) {
  const say = useSay();
  const names = useNames();
  const { data: head } = useHead();
  const services = provider.classes.map((one) => names.serviceClass(one));
  return (
    <>
      {head && <p className="state-now">{say(standing(provider, head.day))}</p>}
      <div className="certificate-page">
        <Certificate provider={provider} />
        <div>
          <Facts
            facts={[
              [say({ en: "Certificate number", zh: "证书编号" }), say(numbers(provider.provider))],
              [say({ en: "Admitted by", zh: "入库地区" }), names.district(provider.district)],
              [say({ en: "Admitted for", zh: "服务类别" }), <List key="services" items={services} />],
              [say({ en: "Valid from", zh: "有效期自" }), <Day key="from" day={provider.validFrom} />],
              [say({ en: "Valid through", zh: "有效期至" }), <Day key="through" day={provider.validThrough} />],
              ...(provider.noticeEnd === null
                ? []
                : [
                    [
                      say({ en: "Public notice until", zh: "公示截止" }),
                      <Day key="end" day={provider.noticeEnd} />,
                    ] as const,
                  ]),
              [say({ en: "Code of its profile", zh: "档案承诺码" }), <Code key="profile">{provider.profile}</Code>],
            ]}
          />
          <p className="screen-only more">
            <Button onClick={() => print()}>{say({ en: "Print", zh: "打印" })}</Button>
          </p>
        </div>
      </div>
      <HowToCheck provider={provider.provider} />
    </>
  );
}

/** The picture has the same number in another form. */
function numbers(provider: string): Text {
  const [district = "", number = ""] = provider.slice(1).split("-");
  const drawn = `${district}-${number.padStart(6, "0")}`;
  return { en: `${provider} (on the certificate: ${drawn})`, zh: `${provider}（证书图上为 ${drawn}）` };
}

function List({ items }: { readonly items: readonly string[] }) {
  return (
    <ul className="plain-list">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
