/** Saves what there was of a party's vouchers or orders as a table. */
import { useLang, useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Button } from "../ui/Button.tsx";
import { Notice } from "../ui/Notice.tsx";
import type { Ask } from "./allPages.ts";
import { askOffice } from "./office.ts";
import { save } from "./saveFile.ts";
import { useSession } from "./session.tsx";
import { enterpriseStatement, providerStatement } from "./statement.ts";
import { useWork } from "./useWork.ts";

export function SaveStatement({ party }: { readonly party: string }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const { district } = useSession();
  const { isBusy, wrong, begin } = useWork(FAILED);
  const give = async () => {
    const ask: Ask = async (path) => askOffice(district, `/index${path}`);
    const text = party.startsWith("P")
      ? await providerStatement(ask, party, lang)
      : await enterpriseStatement(ask, party, names.provider, lang);
    save(new Blob([text], { type: "text/csv;charset=utf-8" }), `statement-${party}.csv`);
  };
  return (
    <>
      {wrong && (
        <Notice kind="bad" live>
          <p>{say(wrong)}</p>
        </Notice>
      )}
      <p className="more">
        <Button onClick={() => begin(give)} disabled={isBusy}>
          {say({ en: "Save the statement (table, CSV)", zh: "下载对账单（CSV 表格）" })}
        </Button>
      </p>
    </>
  );
}

const FAILED: Text = { en: "The statement could not be made. Try again.", zh: "未能生成对账单，请重试。" };
