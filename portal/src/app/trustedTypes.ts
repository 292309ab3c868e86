/**
 * The CSP demands that whatever could become markup or script goes through this one policy. No markup is ever let through but the
 * empty text, with which the charts' library clears its box; a worker is only ever one of this site's own built files.
 */
interface Policies {
  createPolicy(
    name: string,
    rules: { createHTML: (text: string) => string | null; createScriptURL: (url: string) => string | null },
  ): unknown;
}

/** zod, which pages load that write documents, would try whether it may make functions of text: the CSP lets nobody, and says so. */
const settings = globalThis as typeof globalThis & { __zod_globalConfig?: { jitless: boolean } };
settings.__zod_globalConfig = { jitless: true };

const { trustedTypes } = globalThis as typeof globalThis & { trustedTypes?: Policies };

trustedTypes?.createPolicy("default", {
  createHTML: (text) => (text === "" ? text : null),
  createScriptURL: (url) => {
    const { origin, pathname } = new URL(url, location.href);
    return origin === location.origin && pathname.startsWith("/assets/") ? url : null;
  },
});
