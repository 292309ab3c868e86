/** What the ledger says of a demand or an offer, in words. */
import { Link } from "wouter";
import { shortHex } from "../../../client/text/ids.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Day } from "../ui/Day.tsx";
import type { Fact } from "../ui/Facts.tsx";
import type { Post } from "./post.ts";
import type { NoText, PostText } from "./texts.ts";

/** Its title, else its number. */
export function titleOf({ kind, id }: Post, text: PostText | NoText | undefined): Text {
  if (text !== undefined && typeof text !== "string") return { en: text.title, zh: text.title };
  const number = shortHex(id);
  return kind === "demand"
    ? { en: `Demand ${number}`, zh: `需求 ${number}` }
    : { en: `Offer ${number}`, zh: `供给 ${number}` };
}

export function usePostFacts(post: Post): readonly Fact[] {
  const say = useSay();
  const names = useNames();
  const { enterprise, provider, sought, answered, answers, kind } = post;
  const anywhere = say({ en: "any district", zh: "不限" });
  return [
    provider === null
      ? [
          say({ en: "Posted by", zh: "发布方" }),
          names.enterprise(enterprise) ?? say({ en: "an enterprise, not published", zh: "企业（未公开）" }),
        ]
      : [say({ en: "Posted by", zh: "发布方" }), <ProviderLink key="provider" provider={provider} />],
    [say({ en: "District", zh: "所在地区" }), names.district(post.district)],
    [say({ en: "Service", zh: "服务类别" }), names.serviceClass(post.serviceClass)],
    [
      kind === "demand" ? say({ en: "Partner sought in", zh: "意向地区" }) : say({ en: "Offered to", zh: "面向地区" }),
      sought === null ? anywhere : names.district(sought),
    ],
    [say({ en: "Open through", zh: "截止日" }), <Day key="through" day={post.through} />],
    ...(kind === "demand" && answers > 0
      ? [[say({ en: "Offers that answer it", zh: "应答的供给" }), String(answers)] as const]
      : []),
    ...(answered === null
      ? []
      : [
          [
            say({ en: "Answers the demand", zh: "应答的需求" }),
            <Link key="answered" href={`/demands/${answered}`}>
              {shortHex(answered)}
            </Link>,
          ] as const,
        ]),
  ];
}

export function ProviderLink({ provider }: { readonly provider: string }) {
  const name = useNames().provider(provider);
  return (
    <>
      <Link href={`/providers/${provider}`}>{name ?? provider}</Link>{" "}
      {name !== undefined && <small className="hint">{provider}</small>}
    </>
  );
}
