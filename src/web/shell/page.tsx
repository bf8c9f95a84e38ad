import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import { WaitingMark } from '../offline/waiting-mark.tsx';

/** Opens the drawer with the navigation on narrow screens. */
export const MenuContext = createContext<() => void>(() => undefined);

interface PageProps {
  /** Also the title of the browser's tab. */
  readonly title: string;
  readonly caption?: ReactNode;
  /** At the bar's right end: what changes the view, and at most one primary button. */
  readonly actions?: ReactNode;
  /** In place of the title, `客户 / 战略客户 / 杭州砚川`. */
  readonly crumbs?: ReactNode;
  readonly children: ReactNode;
}

/** The bar of 56 px and the content under it. */
export function Page({ title, caption, actions, crumbs, children }: PageProps) {
  const { t } = useTranslation();
  const openMenu = useContext(MenuContext);
  useEffect(() => {
    document.title = `${title} · ${t('shell.product')}`;
  }, [title, t]);
  return (
    <>
      <header className={crumbs === undefined ? 'page-bar' : 'page-bar page-bar-slim'}>
        <button type="button" className="icon-button menu-button" aria-label={t('shell.openMenu')} onClick={openMenu}>
          <Icon name="menu" size={20} />
        </button>
        {crumbs === undefined ? <h1>{title}</h1> : <nav className="crumbs">{crumbs}</nav>}
        {caption !== undefined && <span className="caption page-caption">{caption}</span>}
        <WaitingMark />
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      <main id="content" className="page-content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
