/** A check as a page has it: none yet, one under way, or what it came to. */
import { useCallback, useEffect, useRef, useState } from "react";
import useSWR from "swr";
import { deskHeaders } from "../app/deskToken.ts";
import { startChecking, type Checking } from "./checking.ts";
import type { Root, Told } from "./messages.ts";
import { openChecker } from "./openChecker.ts";

export type CheckState =
  { readonly kind: "none" } | { readonly kind: "running" } | { readonly kind: "done"; readonly told: Told };

export interface Check {
  readonly state: CheckState;
  /** @param proof a file, or the address of one on this site. Ends the check before. */
  readonly start: (proof: Blob | string) => void;
  readonly cancel: () => void;
}

export function useCheck(): Check {
  const [state, setState] = useState<CheckState>({ kind: "none" });
  const running = useRef<Checking>(undefined);
  const stop = useCallback(() => {
    running.current?.cancel();
    running.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);

  const start = useCallback(
    (proof: Blob | string) => {
      stop();
      setState({ kind: "running" });
      const checking = startChecking(
        openChecker(),
        typeof proof === "string" ? { proof, headers: deskHeaders() } : { proof },
      );
      running.current = checking;
      void checking.told.then((told) => {
        if (running.current === checking) setState({ kind: "done", told });
      });
    },
    [stop],
  );
  const cancel = useCallback(() => {
    stop();
    setState({ kind: "none" });
  }, [stop]);
  return { state, start, cancel };
}

/** The trust root of this site; undefined until it has been read, or where there is none. */
export function useTrustRoot(): Root | undefined {
  const { data } = useSWR("trust root", async () => startChecking(openChecker(), {}).told, {
    revalidateOnFocus: false,
    revalidateIfStale: false,
  });
  return data?.kind === "root" ? data.root : undefined;
}
