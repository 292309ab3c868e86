import { useSay } from "../app/language.tsx";
import { Page } from "../ui/Page.tsx";

export default function ProvidersPage() {
  const say = useSay();
  return <Page title={say({ en: "Providers", zh: "服务机构名录" })}>{null}</Page>;
}
