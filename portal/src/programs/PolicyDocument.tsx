/** Where the policy's own text is, and how to see that it is the one under which the program was opened. */
import { useSay } from "../app/language.tsx";
import { Code, Facts } from "../ui/Facts.tsx";

interface Props {
  readonly uri: string;
  /** SHA-256 of the file. */
  readonly hash: string;
}

export function PolicyDocument({ uri, hash }: Props) {
  const say = useSay();
  // Only what a browser opens safely is a link; anything else the ledger holds is shown as it is.
  const address = /^https:\/\//i.test(uri) && URL.canParse(uri) ? uri : undefined;
  return (
    <div className="policy-document">
      <Facts
        facts={[
          [
            say({ en: "Policy document", zh: "政策文件" }),
            address === undefined ? (
              <Code key="uri">{uri}</Code>
            ) : (
              <a key="uri" href={address} rel="noreferrer external">
                {address}
              </a>
            ),
          ],
          [say({ en: "Its SHA-256", zh: "文件 SHA-256" }), <Code key="hash">{hash.replace(/^0x/, "")}</Code>],
        ]}
      />
      <p className="hint">
        {say({
          en: "The file belongs to this program if its SHA-256 is exactly this one. The terms above come from the ledger, and can never be changed.",
          zh: "文件的 SHA-256 与此完全一致，即为本项目所依据的政策文件。以上条款取自账本，不能变更。",
        })}
      </p>
    </div>
  );
}
