import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavigateContext } from '../../ui/link.tsx';
import { MenuContext } from './page.tsx';
import { Palette } from './palette.tsx';
import { Sidebar } from './sidebar.tsx';

/** The frame around every page: where I can go left, the page right; on a phone the left part is a drawer. */
export function Shell() {
  const { t } = useTranslation();
  const router = useRouter();
  const { pathname } = useLocation();
  // The drawer belongs to the page it was opened on: a choice in it leads elsewhere, and it has then done its work.
  const [menuOf, setMenuOf] = useState<string>();
  const [searching, setSearching] = useState(false);
  useSearchKeys(() => setSearching(true));
  const sidebar = <Sidebar onSearch={() => setSearching(true)} />;
  return (
    <NavigateContext.Provider value={(href) => router.history.push(href)}>
      <MenuContext.Provider value={() => setMenuOf(pathname)}>
        <a className="skip-link" href="#content">
          {t('shell.skip')}
        </a>
        <div className="shell">
          <div className="shell-side">{sidebar}</div>
          <div className="shell-page">
            <Outlet />
          </div>
        </div>
        <Drawer
          open={menuOf === pathname}
          onClose={() => setMenuOf(undefined)}
          className="menu-drawer"
          placement="left"
          size={240}
          closable={false}
          aria-label={t('shell.navigation')}
        >
          {sidebar}
        </Drawer>
        <Palette open={searching} onClose={() => setSearching(false)} />
      </MenuContext.Provider>
    </NavigateContext.Provider>
  );
}

/** Ctrl-K or ⌘K anywhere. */
function useSearchKeys(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
}
