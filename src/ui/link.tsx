import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';

/** How a page is opened without loading it anew; the app puts its router here, tests nothing. */
export const NavigateContext = createContext<(href: string) => void>((href) => {
  window.location.assign(href);
});

/** A link by plain address: opens in a new tab with the usual keys, inside the app otherwise. */
export function Link(props: {
  href: string;
  className?: string;
  title?: string;
  label?: string;
  /** Of a row of places: the one where the reader is. */
  current?: boolean;
  children: ReactNode;
}) {
  const navigate = useContext(NavigateContext);
  const open = (event: MouseEvent) => {
    const wantsNewTab = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (wantsNewTab || event.defaultPrevented) return;
    event.preventDefault();
    navigate(props.href);
  };
  return (
    <a
      href={props.href}
      className={props.className}
      title={props.title}
      aria-label={props.label}
      aria-current={props.current ? 'page' : undefined}
      onClick={open}
    >
      {props.children}
    </a>
  );
}

/** Every figure is a door: it opens the list that it counts. Large figures and table rows underline on hover only. */
export function FigureLink(props: { href: string; quiet?: boolean; label?: string; children: ReactNode }) {
  return (
    <Link href={props.href} className={props.quiet ? 'figure-link figure-quiet' : 'figure-link'} label={props.label}>
      {props.children}
    </Link>
  );
}
