import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/** Arrows go one way: which of our folders a folder may import from. */
const MAY_IMPORT = {
  client: ["typechain-types"],
  verifier: [],
  scripts: ["client", "verifier", "portal", "network"],
  indexer: ["client", "verifier"],
  office: ["client", "verifier"],
  portal: ["client", "verifier"],
  network: ["client", "verifier"],
  bench: ["client", "verifier", "typechain-types", "test", "scripts", "indexer"],
};
const FOLDERS = [...Object.keys(MAY_IMPORT), "typechain-types", "test"];

const arrows = Object.entries(MAY_IMPORT).map(([folder, allowed]) => {
  const others = FOLDERS.filter((name) => name !== folder && !allowed.includes(name));
  const message = `${folder}/ imports only from ${["itself", ...allowed].join(", ")}.`;
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ regex: `^(\\.\\./)+(${others.join("|")})/`, message }] }],
    },
  };
});

/** A proof is checked with these libraries and nothing else: no network, no clock, no chance, nothing that only Node has. */
const PURE = {
  files: ["verifier/**/*.ts"],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            regex:
              "^(?!(\\./|(\\.\\./)+)(?!(client|scripts|typechain-types|test|office|portal|indexer|network|bench)/)|@ethereumjs/(mpt|rlp)$|@noble/curves/secp256k1\\.js$|@noble/hashes/(sha3|utils)\\.js$|zod/mini$)",
            message:
              "verifier/ imports itself, @ethereumjs/mpt, @ethereumjs/rlp, @noble/curves, @noble/hashes, zod/mini.",
          },
        ],
      },
    ],
    "no-restricted-globals": [
      "error",
      ...["process", "Buffer", "global", "globalThis", "require", "window", "self", "document", "navigator"],
      ...["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "localStorage", "indexedDB"],
      ...["performance", "setTimeout", "setInterval", "setImmediate", "crypto", "console"],
    ],
    "no-restricted-properties": [
      "error",
      { object: "Math", property: "random", message: "verifier/ leaves nothing to chance." },
      { object: "Date", property: "now", message: "verifier/ has no clock." },
    ],
    "no-restricted-syntax": [
      "error",
      { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "verifier/ has no clock." },
      { selector: "CallExpression[callee.name='Date']", message: "verifier/ has no clock." },
      { selector: "ImportExpression", message: "verifier/ loads nothing while it runs." },
    ],
  },
};

export default defineConfig(
  globalIgnores([
    "artifacts/",
    "cache/",
    "coverage/",
    "run/",
    "portal/dist/",
    "typechain-types/",
    "indexer/ponder-env.d.ts",
    "bench/portal/bare/ponder-env.d.ts",
  ]),
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Our strings are counted and cut by code point.
      "@typescript-eslint/no-misused-spread": "off",
      "max-lines": ["error", 340],
    },
  },
  ...arrows,
  PURE,
  {
    files: ["portal/src/**/*.{ts,tsx}"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Names are data, never markup." },
        { selector: "JSXAttribute[name.name='style']", message: "Looks stand in the style sheets." },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Chai's assertions are properties.
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-restricted-properties": [
        "error",
        ...["describe", "it"].flatMap((object) => [
          { object, property: "only", message: "Every test runs." },
          { object, property: "skip", message: "Every test runs." },
        ]),
      ],
    },
  },
);
