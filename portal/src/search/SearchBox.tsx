/** One box for numbers and names. Whatever was meant is looked for first; what is not there is said, with what could be instead. */
import { useState, type ReactNode, type SubmitEvent } from "react";
import { useLocation } from "wouter";
import { ask, AskFailed } from "../app/api.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/Field.tsx";
import { Notice } from "../ui/Notice.tsx";
import { matching } from "./matches.ts";
import { Hits, type Hit } from "./Hits.tsx";
import { missing } from "./missing.ts";
import { readSearch, type Meant } from "./readSearch.ts";

interface Found {
  readonly hits: readonly Hit[];
  readonly said: Text;
}

const EXAMPLES: Text = {
  en: "Type a voucher's number as in 2-000001, a provider's as in P1-1, a program's as in 2, or part of a name.",
  zh: "请输入券号（例如 2-000001）、服务机构编号（例如 P1-1）、项目编号（例如 2），或名称中的几个字。",
};

export function SearchBox() {
  const say = useSay();
  const names = useNames();
  const [, go] = useLocation();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Found>();

  const byName = (words: string): Found => {
    const { items, alike } = matching(words, names.known);
    if (items.length === 0) return { hits: [], said: nothing(words) };
    const said = alike ? { en: "Did you mean:", zh: "您要找的是否为：" } : { en: "Found:", zh: "查询结果：" };
    return { hits: items, said };
  };

  const search = async (meant: Meant): Promise<Found | string> => {
    if (meant.kind === "nothing") return { hits: [], said: EXAMPLES };
    if (meant.kind === "words") return byName(meant.words);
    const there = await isThere(`${AT_INDEX[meant.kind]}/${meant.id}`);
    const enterprise = meant.kind === "voucher" ? meant.enterprise : undefined;
    const firm: Hit[] = enterprise === undefined ? [] : [{ kind: "enterprise", id: enterprise, names: [] }];
    if (!there) {
      const certificate = meant.kind === "voucher" ? await certificateOf(meant.id) : undefined;
      return { hits: certificate === undefined ? firm : [certificate], said: await missing(meant) };
    }
    const sure = !(meant.kind === "voucher" && meant.guessed) && firm.length === 0;
    if (sure) return `${AT[meant.kind]}/${meant.id}`;
    return { hits: [{ ...meant, names: [] }, ...firm], said: { en: "Did you mean:", zh: "您要找的是否为：" } };
  };

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void search(readSearch(typed)).then((answer) => {
      if (typeof answer === "string") go(answer);
      else setFound(answer);
    });
  };

  return (
    <Form submit={submit}>
      <TextField
        label={say({ en: "Look up a voucher, a provider or a program", zh: "查询双创券、服务机构或项目" })}
        hint={say(EXAMPLES)}
        type="search"
        name="search"
        maxLength={120}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setFound(undefined);
        }}
      />
      <Button type="submit" look="primary">
        {say({ en: "Look up", zh: "查询" })}
      </Button>
      {found && (
        <Notice kind={found.hits.length > 0 ? "info" : "warning"} title={say(found.said)} live>
          {found.hits.length > 0 && <Hits hits={found.hits} />}
        </Notice>
      )}
    </Form>
  );
}

function Form({ submit, children }: { submit: (event: SubmitEvent) => void; children: ReactNode }) {
  return (
    <form className="search" role="search" onSubmit={submit}>
      {children}
    </form>
  );
}

const AT_INDEX = { voucher: "/vouchers", provider: "/providers", program: "/programs" } as const;
const AT = { voucher: "/v", provider: "/providers", program: "/programs" } as const;

/** Where the index cannot be asked, the page itself says so. */
async function isThere(path: string): Promise<boolean> {
  try {
    await ask(`/index${path}`);
    return true;
  } catch (error) {
    return !(error instanceof AskFailed && [400, 404].includes(error.status));
  }
}

/** A certificate's picture has its number in the form of a voucher's. */
async function certificateOf(id: string): Promise<Hit | undefined> {
  const provider = `P${id.split("-").map(Number).join("-")}`;
  return (await isThere(`/providers/${provider}`)) ? { kind: "provider", id: provider, names: [] } : undefined;
}

function nothing(words: string): Text {
  return {
    en: `Nothing that is published has “${words}” in its name. A district may not publish the names of its enterprises; a number is always found.`,
    zh: `已公开的名称中没有“${words}”。有的地区不公开企业名称，但按编号均可查到。`,
  };
}
