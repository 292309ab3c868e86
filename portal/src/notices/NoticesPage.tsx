import { useSay } from "../app/language.tsx";
import { Page } from "../ui/Page.tsx";

export default function NoticesPage() {
  const say = useSay();
  return <Page title={say({ en: "Public notices", zh: "公示" })}>{null}</Page>;
}
