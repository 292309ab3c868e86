/** The open offers that a demand can be matched with, for the party that proposes a match to choose from. */
import { useState } from "react";
import { shortHex } from "../../../../client/text/ids.ts";
import type { Offer } from "../../app/answers.ts";
import { useIndexPages } from "../../app/api.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { queryOf } from "../../app/useFilters.ts";
import { ProviderLink, titleOf } from "../../demands/facts.tsx";
import { A_PAGE, postOfOffer, type Post } from "../../demands/post.ts";
import { useTexts } from "../../demands/texts.ts";
import { Unsearched } from "../../search/Unsearched.tsx";
import { useWords } from "../../search/useWords.ts";
import { WordsField } from "../../search/WordsField.tsx";
import { Button } from "../../ui/Button.tsx";
import { Day } from "../../ui/Day.tsx";
import { PagedList } from "../../ui/Pages.tsx";
import { Table } from "../../ui/Table.tsx";

interface Props {
  readonly demand: string;
  /** Whose offers alone; anybody's unless given. */
  readonly provider?: string;
  readonly onChosen: (offer: string) => void;
}

export function OffersToChoose({ demand, provider = "", onChosen }: Props) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const words = useWords(typed);
  const query = queryOf({ fits: demand, provider, words }, { limit: A_PAGE });
  return (
    <>
      <div className="filters">
        <WordsField value={typed} onChange={setTyped} />
      </div>
      {words !== "" && <Unsearched />}
      <PagedList
        of={useIndexPages<Offer>(`/offers${query}`)}
        none={
          words === ""
            ? say(NO_OFFER)
            : say({ en: `No offer that fits has “${words}” in it.`, zh: `符合条件的供给中没有“${words}”。` })
        }
      >
        {(items) => <Offers posts={items.map(postOfOffer)} onChosen={onChosen} />}
      </PagedList>
    </>
  );
}

function Offers({ posts, onChosen }: { readonly posts: readonly Post[]; readonly onChosen: Props["onChosen"] }) {
  const say = useSay();
  const texts = useTexts(posts);
  return (
    <Table
      caption={say({ en: "Open offers that fit", zh: "可对接的有效供给" })}
      captionHidden
      rows={posts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "title",
          head: say({ en: "Offer", zh: "供给" }),
          cell: (post) => say(titleOf(post, texts.get(post.id))),
        },
        {
          key: "provider",
          head: say({ en: "Provider", zh: "服务机构" }),
          cell: ({ provider }) => <ProviderLink provider={provider ?? ""} />,
        },
        {
          key: "through",
          head: say({ en: "Open through", zh: "截止日" }),
          cell: ({ through }) => <Day day={through} />,
        },
        {
          key: "answers",
          head: say({ en: "To", zh: "对象" }),
          cell: ({ answered }) =>
            say(answered === null ? { en: "everybody", zh: "不特定企业" } : { en: "this demand", zh: "本需求" }),
        },
        {
          key: "choose",
          head: say({ en: "Choose", zh: "选择" }),
          cell: ({ id }) => (
            <Button
              aria-label={say({ en: `Choose offer ${shortHex(id)}`, zh: `选择供给 ${shortHex(id)}` })}
              onClick={() => onChosen(id)}
            >
              {say({ en: "Choose", zh: "选择" })}
            </Button>
          ),
        },
      ]}
    />
  );
}

const NO_OFFER: Text = {
  en: "No open offer that this demand could be matched with. A provider answers the demand with an offer first.",
  zh: "暂无可与该需求对接的有效供给。服务机构请先发布供给应答该需求。",
};
