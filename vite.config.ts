import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Large libraries that change rarely get chunks of their own, so that a new version of the app reuses them. */
const VENDORS = [
  { name: 'echarts', test: /node_modules[\\/](echarts|zrender|tslib)[\\/]/ },
  { name: 'codemirror', test: /node_modules[\\/](@codemirror|@lezer|style-mod|crelt|w3c-keyname|@marijn)[\\/]/ },
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|i18next|react-i18next)[\\/]/ },
];

/** Charts, and the plan with its editor and its font, are for a desk; the field goes without them when there is no signal. */
const FOR_THE_DESK = /echarts|chart-|codemirror|expression-|plan-|jetbrains|\.map$/;

/** Tells the service worker which parts of this build to keep: the page and what it is made of. */
function offlineParts(): Plugin {
  let parts: string[] = [];
  return {
    name: 'offline-parts',
    apply: 'build',
    generateBundle: {
      // Last of all: a chunk that held nothing but styles is taken out of the build before, and one part that is missing
      // would keep the worker from being installed at all.
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') throw new Error('the build has no sw.js');
        const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !FOR_THE_DESK.test(name));
        parts = ['/', ...files.sort().map((name) => `/${name}`)];
        const version = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
        worker.code = worker.code
          .replaceAll('CHANGKE_PARTS', JSON.stringify(parts))
          .replaceAll('CHANGKE_VERSION', JSON.stringify(version));
      },
    },
    writeBundle({ dir = '' }) {
      const missing = parts.filter((part) => part !== '/' && !existsSync(join(dir, part)));
      if (missing.length > 0)
        throw new Error(`the service worker would look for parts that are not there: ${missing.join(', ')}`);
    },
  };
}

export default defineConfig({
  root: 'src/web',
  plugins: [react(), offlineParts()],
  // The server puts a fresh nonce in place of this word into every reply of index.html.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Small files stay files: the policy forbids data: addresses for scripts and fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { index: 'src/web/index.html', sw: 'src/web/offline/worker.ts' },
      output: {
        // The worker's address never changes: browsers compare what it answers, and it rules over everything below it.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: VENDORS },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8020' } },
});
