/**
 * A headless Chromium for journeys and screenshots that needs nothing but node_modules.
 *
 * The browser unpacks itself and its support files into TMPDIR, so every opening gets a folder of its own: two test
 * runs on one machine never share or overwrite each other's binaries. Chinese glyphs come from a development package
 * through fontconfig, because a bare machine has none.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type ConsoleMessage, chromium, type Page } from 'playwright-core';

/** What went wrong on a page, in the order it happened; a journey expects this to be empty. */
export interface PageTroubles {
  readonly consoleErrors: string[];
  readonly cspViolations: string[];
}

export interface WatchedPage {
  readonly page: Page;
  readonly troubles: PageTroubles;
  /** Serious and critical axe findings of what the page shows now, one line each. */
  accessibilityFindings(): Promise<string[]>;
  close(): Promise<void>;
}

export interface PageOptions {
  /** CSS pixels; 1440 × 900 as in the mock-ups unless said. */
  readonly width?: number;
  readonly height?: number;
  readonly locale?: 'zh-CN' | 'en';
  readonly zone?: string;
  /** `localhost` pages are called by this origin, so that `page.goto('/customers')` works. */
  readonly baseURL?: string;
  readonly scale?: number;
}

export interface OpenBrowser {
  readonly browser: Browser;
  newPage(options?: PageOptions): Promise<WatchedPage>;
  close(): Promise<void>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--no-first-run',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--headless=shell',
];
const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const LAUNCH_TIMEOUT_MS = 60_000;

/**
 * Starts Chromium with Chinese fonts. Works as root and without system libraries beyond those of a plain Debian.
 * Throws when neither the bundled nor a system browser can start, naming both.
 */
export async function openBrowser(): Promise<OpenBrowser> {
  const room = mkdtempSync(join(tmpdir(), 'changke-browser-'));
  const environment = { ...process.env, TMPDIR: room, HOME: room, FONTCONFIG_FILE: writeFontConfiguration(room) };
  const executablePath = await executable(room);
  const libraries = join(room, 'al2023', 'lib');
  const browser = await chromium.launch({
    executablePath,
    args: FLAGS,
    timeout: LAUNCH_TIMEOUT_MS,
    env: existsSync(libraries) ? { ...environment, LD_LIBRARY_PATH: libraries } : environment,
  });
  return {
    browser,
    newPage: (options = {}) => newWatchedPage(browser, options),
    async close() {
      await browser.close();
      rmSync(room, { recursive: true, force: true });
    },
  };
}

async function newWatchedPage(browser: Browser, options: PageOptions): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    locale: options.locale ?? 'zh-CN',
    timezoneId: options.zone ?? 'Asia/Shanghai',
    deviceScaleFactor: options.scale ?? 1,
    ...(options.baseURL === undefined ? {} : { baseURL: options.baseURL }),
  });
  const troubles = await watch(context);
  const page = await context.newPage();
  return {
    page,
    troubles,
    accessibilityFindings: () => accessibilityFindings(page),
    close: () => context.close(),
  };
}

/** Collects console errors, uncaught exceptions and policy violations of every page of the context. */
async function watch(context: BrowserContext): Promise<PageTroubles> {
  const troubles: PageTroubles = { consoleErrors: [], cspViolations: [] };
  context.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' && !isRefusal(message))
      troubles.consoleErrors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => troubles.consoleErrors.push(String(error.error().stack ?? error.error())));
  await context.exposeBinding('changkeReportViolation', (_source, text: string) => {
    troubles.cspViolations.push(text);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'changkeReportViolation');
      const text = `${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`;
      if (typeof report === 'function') report(text);
    });
  });
  return troubles;
}

/** A refusal of the API (not signed in, wrong password, a bad file) is answered on the page; Chromium logs it as well. */
function isRefusal(message: ConsoleMessage): boolean {
  const refused = /status of (400|401|403|409|413|415|422|429)\b/.test(message.text());
  return refused && new URL(message.location().url, 'http://127.0.0.1').pathname.startsWith('/api/');
}

async function accessibilityFindings(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
}

/** The bundled Chromium where it runs (Linux x64), else the system's. */
async function executable(room: string): Promise<string> {
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    if (system === undefined) throw new Error('No browser: install Chrome or Chromium, then run the journeys again.');
    return system;
  }
  return unpackBundled(room);
}

/** Unpacking reads TMPDIR when its module loads, so it runs in a process of its own with that variable set. */
function unpackBundled(room: string): string {
  const script =
    'const { default: chromium } = await import(process.argv[1]);console.log(await chromium.executablePath());';
  const bundled = import.meta.resolve('@sparticuz/chromium');
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', script, bundled], {
    cwd: packageRoot(),
    env: { ...process.env, TMPDIR: room, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    encoding: 'utf8',
  });
  const path = result.stdout.trim();
  if (result.status !== 0 || !existsSync(path))
    throw new Error(`The bundled Chromium did not unpack: ${result.stderr}`);
  return path;
}

function writeFontConfiguration(room: string): string {
  const fonts = join(packageRoot(), 'node_modules', '@embedpdf', 'fonts-sc', 'fonts');
  const cache = join(room, 'fonts-cache');
  mkdirSync(cache, { recursive: true });
  const path = join(room, 'fonts.conf');
  writeFileSync(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${cache}</cachedir>
${['Noto Sans CJK SC', 'PingFang SC', 'sans-serif'].map(chineseAlias).join('\n')}
</fontconfig>`,
  );
  return path;
}

function chineseAlias(family: string): string {
  return `<match target="pattern"><test name="family"><string>${family}</string></test><edit name="family" mode="append" binding="strong"><string>Noto Sans S Chinese</string></edit></match>`;
}

function packageRoot(): string {
  return dirname(dirname(dirname(fileURLToPath(import.meta.url))));
}
