/** A list as far as it was fetched, with a way to more. */
import type { ReactNode } from "react";
import type { AskFailed, Pages } from "../app/api.ts";
import { useSay } from "../app/language.tsx";
import { Button } from "./Button.tsx";
import { Empty, Failure, Loading } from "./Notice.tsx";

interface Props<Item, Failed> {
  readonly of: Pages<Item, Failed>;
  /** Said where there is nothing. */
  readonly none: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list of the index. */
export function PagedList<Item>(props: Props<Item, AskFailed>) {
  return <ListOfPages {...props} failure={(error, again) => <Failure error={error} again={again} />} />;
}

interface ListProps<Item, Failed> extends Props<Item, Failed> {
  readonly failure: (error: Failed, again: () => void) => ReactNode;
}

export function ListOfPages<Item, Failed>({ of, none, failure, children }: ListProps<Item, Failed>) {
  const say = useSay();
  const { items, error, loading, more, again } = of;
  return (
    <>
      {error && failure(error, again)}
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
