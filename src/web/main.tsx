import '../ui/tokens.css';
import '../ui/panel.css';
import './shell/shell.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { giveStylesTheNonce, pageNonce } from '../ui/nonce.ts';
import { App } from './app.tsx';
import { startWords } from './i18n/language.ts';
import { registerWorker } from './offline/register.ts';

giveStylesTheNonce(pageNonce());
// After an upgrade the parts this page would load next have other names; the new page knows them.
window.addEventListener('vite:preloadError', () => window.location.reload());

const holder = document.getElementById('root');
if (holder === null) throw new Error('index.html has no element #root');
registerWorker();
await startWords();
createRoot(holder).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
