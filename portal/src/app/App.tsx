/** The shell around every page, and which page stands at which address. */
import { lazy, Suspense } from "react";
import { SWRConfig } from "swr";
import { Route, Switch, useLocation } from "wouter";
import { Overview } from "../overview/Overview.tsx";
import { Loading } from "../ui/Notice.tsx";
import { useLive } from "./api.ts";
import { Footer } from "./Footer.tsx";
import { Guard } from "./Guard.tsx";
import { Header } from "./Header.tsx";
import { LanguageProvider } from "./language.tsx";
import { Standstill } from "./Live.tsx";
import { NamesProvider } from "./names.tsx";
import { NotFound } from "./NotFound.tsx";
import { ROUTES } from "./routes.ts";
import { useArrival } from "./useArrival.ts";

const VoucherPage = lazy(async () => import("../voucher/VoucherPage.tsx"));
const VerifyPage = lazy(async () => import("../proof/VerifyPage.tsx"));
const VouchersPage = lazy(async () => import("../voucher/VouchersPage.tsx"));
const ProvidersPage = lazy(async () => import("../providers/ProvidersPage.tsx"));
const ProviderPage = lazy(async () => import("../providers/ProviderPage.tsx"));
const ProgramsPage = lazy(async () => import("../programs/ProgramsPage.tsx"));
const ProgramPage = lazy(async () => import("../programs/ProgramPage.tsx"));
const ConsultationPage = lazy(async () => import("../consultation/ConsultationPage.tsx"));
const DemandsPage = lazy(async () => import("../demands/DemandsPage.tsx"));
const DemandPage = lazy(async () => import("../demands/DemandPage.tsx"));
const NoticesPage = lazy(async () => import("../notices/NoticesPage.tsx"));
const ResultsPage = lazy(async () => import("../results/ResultsPage.tsx"));
const PublicationPage = lazy(async () => import("../publication/PublicationPage.tsx"));
const DeskPage = lazy(async () => import("../desk/DeskPage.tsx"));

export function App() {
  return (
    <SWRConfig value={{ keepPreviousData: false }}>
      <LanguageProvider>
        <NamesProvider>
          <Shell />
        </NamesProvider>
      </LanguageProvider>
    </SWRConfig>
  );
}

function Shell() {
  useLive();
  const [path] = useLocation();
  const main = useArrival(path);
  return (
    <>
      <Header />
      <main id="main" ref={main} tabIndex={-1}>
        <Standstill />
        <Guard key={path}>
          <Suspense fallback={<Loading />}>
            <Switch>
              <Route path={ROUTES.overview} component={Overview} />
              <Route path={ROUTES.voucher}>{({ voucher }) => <VoucherPage number={voucher} />}</Route>
              <Route path={ROUTES.verify} component={VerifyPage} />
              <Route path={ROUTES.vouchers} component={VouchersPage} />
              <Route path={ROUTES.providers} component={ProvidersPage} />
              <Route path={ROUTES.provider}>{({ provider }) => <ProviderPage number={provider} />}</Route>
              <Route path={ROUTES.programs} component={ProgramsPage} />
              <Route path={ROUTES.program}>{({ program }) => <ProgramPage number={program} />}</Route>
              <Route path={ROUTES.consultation} component={ConsultationPage} />
              <Route path={ROUTES.demands} component={DemandsPage} />
              <Route path={ROUTES.demand}>{({ demand }) => <DemandPage number={demand} />}</Route>
              <Route path={ROUTES.notices} component={NoticesPage} />
              <Route path={ROUTES.results} component={ResultsPage} />
              <Route path={ROUTES.publication} component={PublicationPage} />
              <Route path={ROUTES.desk} component={DeskPage} />
              <Route component={NotFound} />
            </Switch>
          </Suspense>
        </Guard>
      </main>
      <Footer />
    </>
  );
}
