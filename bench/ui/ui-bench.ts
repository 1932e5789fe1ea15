import { type Browser, chromium, type Page } from '@playwright/test'
import { pause } from '../../e2e/support/engine-process.ts'
import { BROWSER } from '../../playwright.config.ts'
import type { BenchRow } from '../bench-row.ts'
import { type AccountCheck, checkAccount } from './account-check.ts'
import { AccountLoad } from './account-load.ts'
import { openBarePage } from './bare-page.ts'
import { startBusyEngine } from './busy-engine.ts'
import { EventRate } from './event-rate.ts'
import { type Figure, figuresOf, tableOf } from './figures.ts'
import { type JournalEvents, journalMark, journalSince } from './journal.ts'
import { measureRound, type Round, type RoundParts, type RoundTimes, type WindowRound } from './round.ts'
import { openWindowPage } from './window-page.ts'

export interface UiBenchOptions extends RoundTimes {
  readonly rounds: number
}

const FULL: UiBenchOptions = { rounds: 5, warmUpMs: 10_000, measuredMs: 30_000, clicks: 40 }

/** A page that Playwright serves counts as one from the internet, which may not open sockets to this machine unasked. */
const CHROMIUM = { ...BROWSER, args: [...(BROWSER.args ?? []), '--disable-features=LocalNetworkAccessChecks'] }

const WORST = 3

/** The longest that journal and window may take over what is under way when the load has ended. */
const SETTLE_LIMIT_MS = 10_000
const SETTLE_STEP_MS = 200

/**
 * The window with six panels on a busy market, beside a bare page with the same bars in a chart of the same size: how
 * evenly frames come, whether anything blocks, whether the account's events all arrive, how soon a click is answered.
 */
export async function run(): Promise<BenchRow[]> {
  const figures = await measureUi(FULL)
  process.stderr.write(tableOf(figures))
  return figures.map(({ row }) => row)
}

export async function measureUi(options: UiBenchOptions): Promise<Figure[]> {
  const engine = await startBusyEngine()
  const browser = await chromium.launch(CHROMIUM)
  const rate = await EventRate.open(engine)
  const parts: RoundParts = { engine, rate, load: new AccountLoad(engine), times: options }
  const ours: WindowRound[] = []
  const bare: Round[] = []
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      const { chartSize, figures } = await windowRound(browser, parts)
      ours.push(figures)
      bare.push(await bareRound(browser, { ...parts, chartSize }))
      reportRound(round, figures)
    }
  } finally {
    rate.close()
    await browser.close()
    await engine.stop()
  }
  return figuresOf(ours, bare)
}

async function windowRound(browser: Browser, parts: RoundParts) {
  const { engine } = parts
  const tested = await openWindowPage(browser, engine)
  const mark = journalMark(engine.home)
  const round = await measureRound(tested, parts)
  const account = await settledAccount(tested.page, () => journalSince(engine.home, mark))
  await tested.close()
  return { chartSize: tested.chartSize, figures: { ...round, account } }
}

/** The account's events once nothing is under way any more; where window and journal stay different, as they are then. */
async function settledAccount(page: Page, journal: () => JournalEvents): Promise<AccountCheck> {
  const deadlineMs = Date.now() + SETTLE_LIMIT_MS
  for (;;) {
    const check = checkAccount(await page.evaluate(() => window.benchAccount), journal())
    if (check.difference === undefined || Date.now() > deadlineMs) return check
    await pause(SETTLE_STEP_MS)
  }
}

async function bareRound(
  browser: Browser,
  { chartSize, ...parts }: RoundParts & { chartSize: { width: number; height: number } },
): Promise<Round> {
  const tested = await openBarePage(browser, parts.engine, chartSize)
  const round = await measureRound(tested, parts)
  await tested.close()
  return round
}

/** What a round had to say beside its figures: of what was slow, the worst. */
function reportRound(number: number, { account, slowScripts, longTasks }: WindowRound): void {
  const worstTasks = longTasks.toSorted((a, b) => b.tookMs - a.tookMs).slice(0, WORST)
  const worstScripts = slowScripts.toSorted((a, b) => b.tookMs - a.tookMs).slice(0, WORST)
  const lines = [
    ...(account.difference === undefined ? [] : [`account: ${account.difference}`]),
    ...worstTasks.map(
      ({ tookMs, workedMs }) => `a task of ${Math.round(tookMs)} ms, ${Math.round(workedMs)} ms of them at work`,
    ),
    ...worstScripts.map(({ tookMs, place }) => `a script of ${Math.round(tookMs)} ms in a slow frame: ${place}`),
  ]
  for (const line of lines) process.stderr.write(`round ${number}: ${line}\n`)
}
