import { useSay } from "../app/language.tsx";
import { Page } from "../ui/Page.tsx";

export default function ProviderPage({ number }: { readonly number: string }) {
  const say = useSay();
  return <Page title={say({ en: `Provider ${number}`, zh: `服务机构 ${number}` })}>{null}</Page>;
}
