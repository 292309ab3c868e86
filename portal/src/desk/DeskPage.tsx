/** The officers' desk: signing in, and then what there is to do. */
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import useSWR from "swr";
import { Link, Route, Switch, useLocation } from "wouter";
import { takeToken } from "../app/deskToken.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { NotFound } from "../app/NotFound.tsx";
import { Button } from "../ui/Button.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { Page } from "../ui/Page.tsx";
import { MatterView } from "./Matter.tsx";
import { askOffice, isAway, OfficeRefused, type LedgerAt, type Me } from "./office.ts";
import { QueueView } from "./QueueView.tsx";
import { Resume } from "./Resume.tsx";
import { sessionOf, SessionContext, soonAgain, type Session } from "./session.tsx";
import { sentenceOf } from "./sending.ts";
import { SignIn } from "./SignIn.tsx";
import { ledgerFor } from "./trustedLedger.ts";
import { demandSame, walletAtHand, WalletRefused, type Wallet } from "./wallet.ts";
import { dutiesText } from "./words.ts";

/** What an officer opens from the queue is loaded with it, everything else when it is wanted. */
const AdmissionView = lazy(async () => ({ default: (await import("./Admission.tsx")).AdmissionView }));
const Admissions = lazy(async () => ({ default: (await import("./Admissions.tsx")).Admissions }));
const ApplicationView = lazy(async () => ({ default: (await import("./Application.tsx")).ApplicationView }));
const Applications = lazy(async () => ({ default: (await import("./Applications.tsx")).Applications }));
const Drafts = lazy(async () => ({ default: (await import("./Drafts.tsx")).Drafts }));
const Log = lazy(async () => ({ default: (await import("./Log.tsx")).Log }));
const Reminders = lazy(async () => ({ default: (await import("./Reminders.tsx")).Reminders }));
const Settings = lazy(async () => ({ default: (await import("./Settings.tsx")).Settings }));
const SuspensionAppeal = lazy(async () => ({ default: (await import("./SuspensionAppeal.tsx")).SuspensionAppeal }));
const Suspensions = lazy(async () => ({ default: (await import("./Suspensions.tsx")).Suspensions }));
const NewMatch = lazy(async () => ({ default: (await import("./posting/NewMatch.tsx")).NewMatch }));
const NewPost = lazy(async () => ({ default: (await import("./posting/NewPost.tsx")).NewPost }));
const Posts = lazy(async () => ({ default: (await import("./posting/Posts.tsx")).Posts }));
const OwnVouchers = lazy(async () => ({ default: (await import("./OwnVouchers.tsx")).OwnVouchers }));
const Announce = lazy(async () => ({ default: (await import("./Announce.tsx")).Announce }));

/** Whoever is not signed in is nobody; that an office is away is another matter. @throws OfficeRefused */
function unlessAway(error: unknown): undefined {
  if (error instanceof OfficeRefused && isAway(error)) throw error;
}

interface SignedIn {
  readonly me: Me;
  readonly ledger: LedgerAt;
}

const DISTRICT = "tongdui.office";

export default function DeskPage() {
  const say = useSay();
  const [wallet] = useState(() => {
    takeToken();
    return walletAtHand();
  });
  const [district, setDistrict] = useState<number | null>(rememberedDistrict);
  // Whoever loads the page anew is still signed in at the office.
  const { data, error, isLoading, mutate } = useSWR<SignedIn | null, unknown>(
    wallet && district !== null ? ["signed in", district] : null,
    async () => {
      const me = await askOffice<Me>(district ?? 0, "/me").catch(unlessAway);
      return me && wallet ? { me, ledger: await ledgerFor(wallet, district ?? 0) } : null;
    },
    { revalidateOnFocus: false, onErrorRetry: soonAgain },
  );
  const session = useMemo((): Session | undefined => {
    if (!wallet || district === null || !data) return undefined;
    const forget = () => void mutate(null, { revalidate: false });
    const signOut = () => {
      // First there, else its answer would end the session of whoever signs in next.
      void askOffice(district, "/sign-out", {})
        .catch(() => undefined)
        .then(forget);
    };
    return sessionOf({ wallet, district, ...data, signOut, lost: forget });
  }, [wallet, district, data, mutate]);

  if (!session) {
    return (
      <Page title={say({ en: "The desk", zh: "工作台" })} lead={say(LEAD)}>
        {error !== undefined && <Notice kind="bad" title={say(sentenceOf(error))} live />}
        <SignIn
          wallet={wallet}
          district={district}
          looking={isLoading}
          onSignedIn={(at, me, ledger) => {
            rememberDistrict(at);
            setDistrict(at);
            void mutate({ me, ledger }, { revalidate: false });
          }}
        />
      </Page>
    );
  }
  return (
    <SessionContext value={session}>
      <Page title={say({ en: "The desk", zh: "工作台" })}>
        <Who session={session} />
        <Resume />
        <Parts session={session} />
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/desk" component={QueueView} />
            <Route path="/desk/matter/:id">{({ id }) => <MatterView key={id} id={decodeURIComponent(id)} />}</Route>
            <Route path="/desk/applications" component={Applications} />
            <Route path="/desk/applications/:id">{({ id }) => <ApplicationView key={id} id={id} />}</Route>
            <Route path="/desk/admissions" component={Admissions} />
            <Route path="/desk/admissions/:id">{({ id }) => <AdmissionView key={id} id={id} />}</Route>
            <Route path="/desk/suspensions" component={Suspensions} />
            <Route path="/desk/suspensions/:id">{({ id }) => <SuspensionAppeal key={id} id={id} />}</Route>
            <Route path="/desk/announce" component={Announce} />
            <Route path="/desk/drafts" component={Drafts} />
            <Route path="/desk/vouchers" component={OwnVouchers} />
            <Route path="/desk/posts" component={Posts} />
            <Route path="/desk/posts/new" component={NewPost} />
            <Route path="/desk/posts/match" component={NewMatch} />
            <Route path="/desk/reminders" component={Reminders} />
            <Route path="/desk/settings" component={Settings} />
            <Route path="/desk/log" component={Log} />
            <Route component={NotFound} />
          </Switch>
        </Suspense>
      </Page>
    </SessionContext>
  );
}

const LEAD: Text = {
  en: "For officers of the districts, the operator, and enterprises and providers that sign. You sign in with your own key; what you may do, the ledger says.",
  zh: "供各区经办人员、运营机构以及需要签署的企业和服务机构使用。请用您本人的密钥登录，可办理的事项以账本记录的职责为准。",
};

/** Why the wallet is not where its owner signed in with it, as long as that is so. */
function useElsewhere(wallet: Wallet, account: string): Text | undefined {
  const [why, setWhy] = useState<Text>();
  useEffect(() => {
    const look = () => {
      demandSame(wallet, account).then(
        () => setWhy(undefined),
        (error: unknown) => setWhy(error instanceof WalletRefused ? error.sentence : undefined),
      );
    };
    look();
    return wallet.onChange(look);
  }, [wallet, account]);
  return why;
}

function Who({ session: { me, wallet, signOut } }: { readonly session: Session }) {
  const say = useSay();
  const names = useNames();
  const elsewhere = useElsewhere(wallet, me.account);
  return (
    <div className="desk-who sheet">
      <p>
        <strong>{say(dutiesText(me, names))}</strong>
        <br />
        <code className="code">{me.account}</code>
        <br />
        <span className="hint">
          {say(
            wallet.kind === "desk"
              ? { en: "Key: tongdui desk on this computer", zh: "密钥：本机 tongdui desk" }
              : { en: "Key: this browser's wallet", zh: "密钥：浏览器钱包" },
          )}
        </span>
      </p>
      <Button look="quiet" onClick={signOut}>
        {say({ en: "Sign out", zh: "退出" })}
      </Button>
      {elsewhere && <Notice kind="warning" title={say(elsewhere)} live />}
    </div>
  );
}

const OWN_VOUCHERS: Text = { en: "Your vouchers and orders", zh: "本单位双创券与订单" };
const OWN_ORDERS: Text = { en: "Your orders", zh: "本单位订单" };

function Parts({ session: { me } }: { readonly session: Session }) {
  const say = useSay();
  const [path] = useLocation();
  const has = (...kinds: string[]) => kinds.some((kind) => me.kinds.includes(kind));
  const isProvider = me.parties.every((party) => party.startsWith("P"));
  const applies = me.parties.some((party) => !party.startsWith("P"));
  const hasApplications = me.district !== 0 && (applies || has("bureau", "approver", "finance", "auditor"));
  const hasSuspensions =
    me.parties.some((party) => party.startsWith(`P${me.district}-`)) ||
    (me.district !== 0 && has("bureau", "approver", "auditor"));
  const parts: readonly (readonly [path: string, name: Text, shown: boolean])[] = [
    ["/desk", { en: "What waits for you", zh: "待办" }, true],
    ["/desk/applications", { en: "Applications", zh: "用券申请" }, hasApplications],
    [
      "/desk/admissions",
      { en: "Admission", zh: "入库申请" },
      me.district !== 0 && has("applicant", "operator", "bureau", "approver", "auditor"),
    ],
    ["/desk/suspensions", { en: "Suspensions", zh: "暂停与申诉" }, hasSuspensions],
    ["/desk/announce", { en: "Announce a list", zh: "公示名单" }, has("bureau") && me.district !== 0],
    ["/desk/drafts", { en: "Draft orders and claims", zh: "起草订单与申请" }, has("operator", "approver")],
    ["/desk/vouchers", isProvider ? OWN_ORDERS : OWN_VOUCHERS, has("party")],
    ["/desk/posts", { en: "Demands and offers", zh: "供需发布" }, has("party") && me.district !== 0],
    ["/desk/reminders", { en: "Reminders", zh: "邮件提醒" }, has("party")],
    ["/desk/settings", { en: "Publication settings", zh: "公开设置" }, has("bureau") && me.district !== 0],
    ["/desk/log", { en: "Who looked at what", zh: "访问记录" }, has("bureau", "auditor")],
  ];
  return (
    <nav className="desk-parts" aria-label={say({ en: "Parts of the desk", zh: "工作台栏目" })}>
      {parts
        .filter(([, , shown]) => shown)
        .map(([to, name]) => (
          <Link key={to} href={to} aria-current={path === to ? "page" : undefined}>
            {say(name)}
          </Link>
        ))}
    </nav>
  );
}

function rememberedDistrict(): number | null {
  try {
    const kept = sessionStorage.getItem(DISTRICT);
    return kept === null ? null : Number(kept);
  } catch {
    return null;
  }
}

function rememberDistrict(district: number): void {
  try {
    sessionStorage.setItem(DISTRICT, String(district));
  } catch {
    // A private window: it is chosen again next time.
  }
}
