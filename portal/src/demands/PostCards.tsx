/** Demands or offers, a card each, those that hold the words that are looked for. */
import { Link } from "wouter";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Empty } from "../ui/Notice.tsx";
import { titleOf, usePostFacts } from "./facts.tsx";
import { holds, type Post } from "./post.ts";
import { useTexts, type NoText, type PostText } from "./texts.ts";
import { Words } from "./Words.tsx";

interface Props {
  readonly posts: readonly Post[];
  /** Empty for all. */
  readonly words?: string;
}

export function PostCards({ posts, words = "" }: Props) {
  const say = useSay();
  const names = useNames();
  const texts = useTexts(posts);
  const found = posts.filter((post) => {
    const { id, enterprise, provider } = post;
    const party = provider === null ? names.enterprise(enterprise) : `${provider} ${names.provider(provider) ?? ""}`;
    return holds(words, [...wordsIn(texts.get(id)), id, party ?? ""]);
  });
  if (found.length === 0)
    return <Empty>{say({ en: `Nothing shown here has “${words}” in it.`, zh: `所示内容中没有“${words}”。` })}</Empty>;
  return (
    <ul className="cards">
      {found.map((post) => (
        <li key={post.id}>
          <PostCard post={post} text={texts.get(post.id)} />
        </li>
      ))}
    </ul>
  );
}

function PostCard({ post, text }: { readonly post: Post; readonly text: PostText | NoText | undefined }) {
  const title = useSay()(titleOf(post, text));
  return (
    <article className="sheet notice-card">
      <h3>{post.kind === "demand" ? <Link href={`/demands/${post.id}`}>{title}</Link> : title}</h3>
      <Words post={post} text={text} short />
      <Facts facts={usePostFacts(post)} />
    </article>
  );
}

function wordsIn(text: PostText | NoText | undefined): readonly string[] {
  return text === undefined || typeof text === "string" ? [] : [text.title, text.text];
}
