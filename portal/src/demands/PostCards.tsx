/** Demands or offers, a card each. */
import { Link } from "wouter";
import { useSay } from "../app/language.tsx";
import { Facts } from "../ui/Facts.tsx";
import { titleOf, usePostFacts } from "./facts.tsx";
import type { Post } from "./post.ts";
import { useTexts, type NoText, type PostText } from "./texts.ts";
import { Words } from "./Words.tsx";

export function PostCards({ posts }: { readonly posts: readonly Post[] }) {
  const texts = useTexts(posts);
  return (
    <ul className="cards">
      {posts.map((post) => (
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
