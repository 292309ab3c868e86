/** The certificate as the ledger draws it; on paper with a code that leads back to this page. */
import { useState } from "react";
import { codePicture } from "../../../client/qrCode.ts";
import type { Provider } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { publicOrigin } from "../app/publicOrigin.ts";

/** Before its admission a provider has no certificate. */
const WITHOUT = new Set(["Proposed", "Countersigned", "Declined"]);

export function Certificate({ provider: { provider, status, validThrough } }: { readonly provider: Provider }) {
  const say = useSay();
  const [missing, setMissing] = useState(false);
  if (WITHOUT.has(status)) {
    return <p className="sheet">{say({ en: "There is no certificate yet.", zh: "尚无入库证书。" })}</p>;
  }
  const page = `${publicOrigin()}/providers/${provider}`;
  return (
    <figure className="certificate">
      {!missing && (
        <img
          // Asked for anew when what it shows has changed.
          key={`${provider} ${status} ${validThrough}`}
          src={`/index/providers/${provider}/picture`}
          width="840"
          height="1200"
          alt={say({
            en: `The certificate of provider ${provider}, as the ledger draws it; all that is on it stands beside it.`,
            zh: `服务机构 ${provider} 的入库证书，由账本绘制；图中内容均见右侧文字。`,
          })}
          onError={() => setMissing(true)}
        />
      )}
      <figcaption>
        <span className="screen-only">
          {say({
            en: "The ledger itself draws this picture from what is recorded; nobody can touch it up.",
            zh: "本图由账本依登记内容直接绘制，任何人无法改动。",
          })}
        </span>
        <span className="print-only certificate-code">
          <img src={`data:image/svg+xml,${encodeURIComponent(codePicture(page))}`} alt="" />
          {page}
        </span>
      </figcaption>
    </figure>
  );
}
