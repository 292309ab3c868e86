import { useSay } from "../app/language.tsx";
import { Page } from "../ui/Page.tsx";

export function Overview() {
  const say = useSay();
  return <Page title={say({ en: "Overview", zh: "总览" })}>{null}</Page>;
}
