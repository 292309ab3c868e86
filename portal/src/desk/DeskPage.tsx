import { useSay } from "../app/language.tsx";
import { Page } from "../ui/Page.tsx";

export default function DeskPage() {
  const say = useSay();
  return (
    <Page
      title={say({ en: "For officers", zh: "工作台" })}
      lead={say({
        en: "Officers work with the tongdui command at present.",
        zh: "目前，各级经办人员通过 tongdui 命令办理业务。",
      })}
    >
      <p>{say({ en: "The operator's guide says how.", zh: "办理方法见操作指南。" })}</p>
    </Page>
  );
}
