/** Whether the page that a person looks at shows what the proof proves. */
import { counted } from "../../../client/text/counted.ts";
import { useSay } from "../app/language.tsx";
import { Notice } from "../ui/Notice.tsx";
import { Table } from "../ui/Table.tsx";
import type { Comparison } from "./compare.ts";

export function Agreement({ of: { differences, ahead, withoutAmounts } }: { readonly of: Comparison }) {
  const say = useSay();
  if (differences.length > 0) {
    return (
      <Notice
        kind="bad"
        live
        title={say({
          en: "THIS PAGE SHOWS SOMETHING ELSE THAN WHAT IS PROVED. Do not rely on the page.",
          zh: "本页面所示与证明内容不符，请勿采信本页面。",
        })}
      >
        <Table
          caption={say({ en: "Where page and proof differ", zh: "页面与证明的差异" })}
          columns={[
            { key: "what", head: say({ en: "What", zh: "事项" }), cell: ({ what }) => say(what) },
            { key: "page", head: say({ en: "On the page", zh: "页面所示" }), cell: ({ page }) => say(page) },
            { key: "proof", head: say({ en: "Proved", zh: "证明内容" }), cell: ({ proof }) => say(proof) },
          ]}
          rows={differences}
          rowKey={({ what }) => what.en}
        />
      </Notice>
    );
  }
  return (
    <Notice kind="info" title={say(agreed(ahead))} live>
      {withoutAmounts && (
        <p>
          {say({
            en: "This page shows no amounts, so none could be compared.",
            zh: "本页面未显示金额，故未核对金额。",
          })}
        </p>
      )}
    </Notice>
  );
}

function agreed(ahead: number) {
  if (ahead > 0) {
    return {
      en: `What this page shows agrees with the proof, up to the proof's last change. Since then ${counted(ahead, "change")} came, which the proof does not cover: fetch a newer one.`,
      zh: `截至证明中的最后一次变更，本页面与证明内容一致。此后又有 ${ahead} 次变更不在证明范围内，可获取更新的证明。`,
    };
  }
  if (ahead < 0) {
    return {
      en: `The proof is newer than this page, by ${counted(-ahead, "change")}. Up to there both agree; the page follows shortly.`,
      zh: `证明比本页面新，多 ${-ahead} 次变更；此前内容一致，页面随后更新。`,
    };
  }
  return {
    en: "What this page shows is what the proof proves: state, figures, each change and each order were compared.",
    zh: "本页面所示与证明内容一致：状态、金额、每次变更和每笔订单均已核对。",
  };
}
