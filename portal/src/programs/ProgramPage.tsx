import { useSay } from "../app/language.tsx";
import { Page } from "../ui/Page.tsx";

export default function ProgramPage({ number }: { readonly number: string }) {
  const say = useSay();
  return <Page title={say({ en: `Program ${number}`, zh: `项目 ${number}` })}>{null}</Page>;
}
