import { Link } from "wouter";
import { useHead } from "./api.ts";
import { useSay } from "./language.tsx";
import { Live } from "./Live.tsx";

export function Footer() {
  const say = useSay();
  const { data: head } = useHead();
  return (
    <footer className="site-foot">
      <p>
        <Live />
      </p>
      <p>
        {say({
          en: "Every figure here comes from the ledger that the member districts keep together. Nobody can change an entry after it was made; mistakes are mended by new entries.",
          zh: "本网站所有数据均来自各成员区共同维护的账本。任何人都不能更改已登记的内容，如有差错，以新的登记更正。",
        })}
      </p>
      <p>
        <Link href="/verify">{say({ en: "Check a proof", zh: "核验证明" })}</Link>
        {" · "}
        <a href="/trust-root.json">
          {say({ en: "Trust root (for checking proofs)", zh: "信任根文件（用于核验证明）" })}
        </a>
        {" · "}
        <a href="/index/openapi.json">{say({ en: "Data interface", zh: "数据接口" })}</a>
        {head && ` · ${say({ en: "Chain", zh: "链" })} ${head.chainId}`}
      </p>
    </footer>
  );
}
