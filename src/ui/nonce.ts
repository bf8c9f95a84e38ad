/**
 * The page's Content-Security-Policy allows only style elements that carry the nonce of this reply. Some parts of
 * Ant Design's table insert a style element without one, so every style element made by script gets it here.
 */
export function pageNonce(): string {
  const holder = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return holder?.nonce ?? '';
}

export function giveStylesTheNonce(nonce: string): void {
  const create = document.createElement.bind(document);
  const wrapped = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = create(name, options);
    if (name.toLowerCase() === 'style' && nonce !== '') element.nonce = nonce;
    return element;
  };
  Object.defineProperty(document, 'createElement', { value: wrapped, configurable: true, writable: true });
}
