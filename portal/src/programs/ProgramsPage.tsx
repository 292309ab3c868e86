import { useSay } from "../app/language.tsx";
import { Page } from "../ui/Page.tsx";

export default function ProgramsPage() {
  const say = useSay();
  return <Page title={say({ en: "Programs and budgets", zh: "项目与预算" })}>{null}</Page>;
}
