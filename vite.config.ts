import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Large libraries that change rarely get chunks of their own, so that a new version of the app reuses them. */
const VENDORS = [
  { name: 'echarts', test: /node_modules[\\/](echarts|zrender|tslib)[\\/]/ },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/ },
];

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  // The server puts a fresh nonce in place of this word into every reply of index.html.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Small files stay files: the policy forbids data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: VENDORS } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8020' } },
});
