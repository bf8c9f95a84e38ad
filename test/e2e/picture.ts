// Takes the picture of the README from the running demo: `npm run picture`, whenever the health board changes its looks.
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect } from '../../src/database/connect.ts';
import { migrate } from '../../src/database/migrate.ts';
import { startScratch } from '../../src/database/scratch.ts';
import { installQueue } from '../../src/jobs/install.ts';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { type Ground, type ServedCompany, serveCompany } from './company.ts';

const PICTURE = fileURLToPath(new URL('../../docs/picture.png', import.meta.url));
/** A Monday morning, always the same, so that the picture changes only with the looks. */
const AT = new Date('2026-11-23T01:00:00Z');
const BYTES_MAX = 300_000;

async function openGround(): Promise<Ground> {
  const scratch = await startScratch();
  const url = await scratch.createDatabase('picture');
  await migrate(url, { at: AT, afterwards: installQueue });
  const database = connect(url);
  const clock = { now: () => new Date(AT), set: standStill, advance: standStill };
  return {
    db: database.app,
    database,
    clock,
    act: (memberId = null) => ({ memberId, at: AT, clock }),
    close: async () => {
      await database.close();
      await scratch.stop();
    },
  };
}

function standStill(): void {
  throw new Error('time stands still in a picture');
}

async function takePicture({ url, person }: ServedCompany, browser: OpenBrowser): Promise<void> {
  const { page } = await browser.newPage({ baseURL: url });
  await page.clock.setFixedTime(AT);
  const { email, password } = person('retention');
  await page.goto('/health');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('.band-segment').first().waitFor();
  await page.locator('canvas, svg[role=img]').first().waitFor();
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: PICTURE, animations: 'disabled' });
}

const company = await serveCompany(await openGround());
const browser = await openBrowser();
try {
  await takePicture(company, browser);
} finally {
  await browser.close();
  await company.close();
}
const { size } = statSync(PICTURE);
process.stdout.write(`${PICTURE}: ${size} bytes\n`);
if (size > BYTES_MAX) throw new Error(`The picture should stay under ${BYTES_MAX} bytes.`);
