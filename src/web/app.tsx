import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US.js';
import zhCN from 'antd/locale/zh_CN.js';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../kernel/errors.ts';
import { LocaleContext } from '../ui/locale.tsx';
import { pageNonce } from '../ui/nonce.ts';
import { theme } from '../ui/theme.ts';
import { useNow } from './clock.ts';
import { FieldKeeper } from './offline/field-keeper.tsx';
import { router } from './routes.tsx';
import { queries, useCompany, useSession } from './server.ts';
import { SignIn } from './session/sign-in.tsx';

// Ant Design's locales are CommonJS: the words sit under `default`.
const ANT_WORDS = { zh: zhCN.default, en: enUS.default } as const;

export function App() {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return (
    <ConfigProvider
      theme={theme}
      locale={ANT_WORDS[language]}
      csp={{ nonce: pageNonce() }}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>
        <QueryClientProvider client={queries}>
          <Door language={language} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

/** Nobody passes without a session; with one, the site. */
function Door({ language }: { language: Language }) {
  const session = useSession();
  if (session.isPending) return null;
  if (!session.data) return <SignIn />;
  return (
    <CompanyLocale language={language}>
      <FieldKeeper memberId={session.data.member.id} />
      <RouterProvider router={router} />
    </CompanyLocale>
  );
}

function CompanyLocale({ language, children }: { language: Language; children: ReactNode }) {
  const company = useCompany();
  const now = useNow();
  const zone = company.data?.timezone ?? 'Asia/Shanghai';
  const currency = company.data?.currency ?? 'CNY';
  const locale = useMemo(() => ({ language, zone, currency, now }), [language, zone, currency, now]);
  // Asked again after a failure it is pending again; the pages below stay, else they would ask anew for ever.
  if (company.isPending && company.errorUpdateCount === 0) return null;
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}
