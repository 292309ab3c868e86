/** Shows what was asked for, and until then that it is being asked for, or why it does not come. */
import type { ReactNode } from "react";
import type { SWRResponse } from "swr";
import type { AskFailed } from "../app/api.ts";
import { Failure, Loading } from "./Notice.tsx";

interface Props<T> {
  readonly of: SWRResponse<T, AskFailed>;
  readonly children: (data: T) => ReactNode;
}

export function Answer<T>({ of: { data, error, mutate }, children }: Props<T>) {
  return (
    <>
      {error && <Failure error={error} again={() => void mutate()} />}
      {data === undefined ? !error && <Loading /> : children(data)}
    </>
  );
}
