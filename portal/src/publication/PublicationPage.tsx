import { useSay } from "../app/language.tsx";
import { Page } from "../ui/Page.tsx";

export default function PublicationPage() {
  const say = useSay();
  return <Page title={say({ en: "What is published", zh: "公开范围" })}>{null}</Page>;
}
