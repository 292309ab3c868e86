/** A demand: what is looked for, who could do it and why, who answered, and what came of it. */
import { useIndex, useIndexPages } from "../app/api.ts";
import type { DemandAnswer, Suggestion } from "../app/answers.ts";
import { useLang, useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { NotFound } from "../app/NotFound.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button, LinkButton } from "../ui/Button.tsx";
import { CsvLink } from "../ui/CsvLink.tsx";
import { Code, Facts } from "../ui/Facts.tsx";
import { Page, Section } from "../ui/Page.tsx";
import { PagedList } from "../ui/Pages.tsx";
import { postState } from "../ui/states.ts";
import { Table } from "../ui/Table.tsx";
import { ProviderLink, titleOf, usePostFacts } from "./facts.tsx";
import { MatchMade } from "./MatchMade.tsx";
import { postOfDemand, postOfOffer, readNumber } from "./post.ts";
import { PostCards } from "./PostCards.tsx";
import { reasonsOf } from "./reasons.ts";
import { useTexts } from "./texts.ts";
import { Words } from "./Words.tsx";
import "./demands.css";

/** @param number as the address has it. */
export default function DemandPage({ number }: { readonly number: string }) {
  const demand = readNumber(number);
  return demand === undefined ? <NotFound /> : <Known key={demand} number={demand} />;
}

function Known({ number }: { readonly number: string }) {
  const say = useSay();
  const answer = useIndex<DemandAnswer>(`/demands/${number}`);
  if (answer.data) return <Shown demand={answer.data} />;
  return <Page title={say({ en: "A demand", zh: "企业需求" })}>{<Answer of={answer}>{() => null}</Answer>}</Page>;
}

function Shown({ demand }: { readonly demand: DemandAnswer }) {
  const say = useSay();
  const post = postOfDemand(demand);
  const text = useTexts([post]).get(post.id);
  const facts = usePostFacts(post);
  return (
    <Page title={say(titleOf(post, text))} beside={<Badge state={postState(demand.state)} />}>
      <div className="post-lead">
        <Words post={post} text={text} />
      </div>
      <Facts facts={[...facts, [say({ en: "Number", zh: "需求编号" }), <Code key="id">{post.id}</Code>]]} />
      <p className="screen-only more">
        <Button onClick={() => print()}>{say({ en: "Print", zh: "打印" })}</Button>{" "}
        {demand.state === "Open" && (
          <LinkButton to={`/desk/posts/new?kind=offer&demand=${post.id}`}>
            {say({ en: "Answer it with an offer", zh: "应答本需求" })}
          </LinkButton>
        )}{" "}
        {demand.state === "Open" && (
          <LinkButton to={`/desk/posts/match?demand=${post.id}`}>
            {say({ en: "Propose a match", zh: "提出对接" })}
          </LinkButton>
        )}
      </p>
      {demand.match !== null && <MatchMade match={demand.match} />}
      {demand.offers.length > 0 && (
        <Section title={say({ en: "Offers that answer it", zh: "应答本需求的供给" })}>
          <PostCards posts={demand.offers.map(postOfOffer)} />
        </Section>
      )}
      {demand.state === "Open" && <Suggestions demand={post.id} />}
    </Page>
  );
}

function Suggestions({ demand }: { readonly demand: string }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const path = `/suggestions/${demand}`;
  return (
    <Section title={say({ en: "Suggested partners", zh: "推荐合作机构" })}>
      <p className="about">
        {say({
          en: "Providers that are admitted for this service today, those first that answer the demand or have an open offer, then those that say it in the same words, then by orders paid. Firms with the enterprise’s own controller cannot be matched with it: the ledger refuses that, and here it is not looked at.",
          zh: "以下为当日具备该类服务入库资格的机构：已应答或有有效供给的在前，其次按内容相近程度，再按已拨付订单数排列。与企业属同一实际控制人的机构不能对接，由账本予以拒绝，此处不作甄别。",
        })}
      </p>
      <PagedList
        of={useIndexPages<Suggestion>(path)}
        none={say({ en: "No provider is admitted for this service at the moment.", zh: "目前没有适合的入库机构。" })}
      >
        {(items) => (
          <Table
            caption={say({ en: "Suggested partners", zh: "推荐合作机构" })}
            captionHidden
            columns={[
              {
                key: "provider",
                head: say({ en: "Provider", zh: "服务机构" }),
                cell: ({ provider }) => <ProviderLink provider={provider} />,
              },
              {
                key: "district",
                head: say({ en: "District", zh: "地区" }),
                cell: ({ district }) => names.district(district),
              },
              {
                key: "reasons",
                head: say({ en: "Why", zh: "推荐理由" }),
                cell: (row) => (
                  <ul className="plain-list">
                    {reasonsOf(row, lang).map((reason) => (
                      <li key={reason.en}>{say(reason)}</li>
                    ))}
                  </ul>
                ),
              },
            ]}
            rows={items}
            rowKey={({ provider }) => provider}
          />
        )}
      </PagedList>
      <CsvLink path={path} amounts={false} />
    </Section>
  );
}
