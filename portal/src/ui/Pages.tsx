/** A list as far as it was fetched, with a way to more. */
import type { ReactNode } from "react";
import type { Pages } from "../app/api.ts";
import { useSay } from "../app/language.tsx";
import { Button } from "./Button.tsx";
import { Empty, Failure, Loading } from "./Notice.tsx";

interface Props<Item> {
  readonly of: Pages<Item>;
  /** Said where there is nothing. */
  readonly none: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

export function PagedList<Item>({ of: { items, error, loading, more, again }, none, children }: Props<Item>) {
  const say = useSay();
  return (
    <>
      {error && <Failure error={error} again={again} />}
      {items === undefined && !error && <Loading />}
      {items && (items.length === 0 ? <Empty>{none}</Empty> : children(items))}
      {more && (
        <p className="more">
          <Button onClick={more} disabled={loading}>
            {say({ en: "Show more", zh: "显示更多" })}
          </Button>
        </p>
      )}
    </>
  );
}
