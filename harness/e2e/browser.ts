// Owns the browser: Chromium through the edge, trusting the edge's certificates and no others, and a picture of each step.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Stage } from '../stage.ts';
import { trustFlag } from '../viewer.ts';

const PICTURES = join(import.meta.dirname, '../../build/e2e');
/** The admin shows its menu from this width on. */
const VIEWPORT = { width: 1024, height: 640 };
/** The admin fades its pages in. */
const FADE_MILLISECONDS = 800;
const STEP_MILLISECONDS = 30_000;
/** They turn off what a container or a build machine lacks, and what would speak to others. */
const OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Keeps a picture of the page in build/e2e. */
  picture(name: string): Promise<void>;
}

/** Playwright is installed by the run itself, so it is loaded late. The run ends the browser when it is interrupted. */
export async function openBrowser(program: string, { endpoint, ca }: Stage): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  return chromium.launch({
    executablePath: program,
    proxy: { server: endpoint },
    args: [...OPTIONS, trustFlag({ ca })],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** Somebody who has never been here: without cookies. */
export async function openVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  context.setDefaultTimeout(STEP_MILLISECONDS);
  const page = await context.newPage();
  return {
    context,
    page,
    async picture(name) {
      await page.waitForTimeout(FADE_MILLISECONDS);
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    },
  };
}
