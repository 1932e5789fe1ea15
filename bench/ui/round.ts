import type { CDPSession, Page } from '@playwright/test'
import type { CandleView } from '../../src-contract/index.ts'
import { type EngineProcess, pause, until } from '../../e2e/support/engine-process.ts'
import type { AccountCheck } from './account-check.ts'
import type { AccountLoad } from './account-load.ts'
import { INSTRUMENT_ID, TIMEFRAME } from './busy-engine.ts'
import type { EventRate } from './event-rate.ts'
import type { FrameFigures } from './page/frame-probe.ts'
import { type Task, traceTasks } from './task-trace.ts'
import type { TestedPage } from './tested-page.ts'

/** How long everything takes. */
export interface RoundTimes {
  readonly warmUpMs: number
  readonly measuredMs: number
  readonly clicks: number
}

export interface Round extends FrameFigures {
  /** Tasks of the main thread that took too long. */
  readonly longTasks: readonly Task[]
  /** Processor time of the page's main thread, as a share of the time; what others do to the machine is not in it. */
  readonly busyFraction: number
  /** Events of the market in a second, as the engine counts them. */
  readonly marketEventsPerSecond: number
  /** Orders placed and cancelled in a second. */
  readonly ordersPerSecond: number
  /** From click to accepted order. */
  readonly clickMs: readonly number[]
}

export interface WindowRound extends Round {
  readonly account: AccountCheck
}

const BETWEEN_CLICKS_MS = 150
/** A click that gets no answer for so long. */
const ANSWER_LIMIT_MS = 15_000
/** Bars that page and engine must have in common. */
const COMPARED_BARS = 50

export interface RoundParts {
  readonly engine: EngineProcess
  readonly load: AccountLoad
  readonly rate: EventRate
  readonly times: RoundTimes
}

/** Measures one page, whichever it is, in the same way. The account's load runs from before until after. */
export async function measureRound(tested: TestedPage, parts: RoundParts): Promise<Round> {
  const { load, times } = parts
  await load.start()
  try {
    await pause(times.warmUpMs)
    const frames = await measureFrames(tested.page, parts)
    const clickMs = await measureClicks(tested, times.clicks)
    await requireSameBars(tested, parts.engine)
    return { ...frames, clickMs }
  } finally {
    await load.stop()
  }
}

async function measureFrames(page: Page, { load, rate, times }: RoundParts): Promise<Omit<Round, 'clickMs'>> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const endTrace = await traceTasks(page)
  const before = { atMs: Date.now(), busyMs: await busyMs(devTools), orders: load.cancelled }
  await page.evaluate(() => window.benchFrames.start())
  await pause(times.measuredMs)
  const figures = await page.evaluate(() => window.benchFrames.stop())
  const untilMs = Date.now()
  const passedMs = untilMs - before.atMs
  const ordersPerSecond = ((load.cancelled - before.orders) / passedMs) * 1000
  const busyFraction = ((await busyMs(devTools)) - before.busyMs) / passedMs
  await devTools.detach()
  const longTasks = await endTrace()
  const marketEventsPerSecond = rate.meanBetween(before.atMs, untilMs)
  return { ...figures, longTasks, busyFraction, marketEventsPerSecond, ordersPerSecond }
}

/** Processor time that the main thread has spent in tasks so far. */
async function busyMs(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

async function measureClicks(
  { page, orderButton, acceptedSelector }: TestedPage,
  count: number,
): Promise<readonly number[]> {
  await page.evaluate((selector) => window.benchClicks.start(selector), acceptedSelector)
  for (let click = 0; click < count; click += 1) {
    await orderButton.click({ timeout: ANSWER_LIMIT_MS })
    await until(
      () => page.evaluate(() => window.benchClicks.answered()),
      (answered) => answered > click,
      ANSWER_LIMIT_MS,
    )
    await pause(BETWEEN_CLICKS_MS)
  }
  return page.evaluate(() => window.benchClicks.stop())
}

/** Both pages must show what the engine has, before anything that they did is compared. */
async function requireSameBars(tested: TestedPage, engine: EngineProcess): Promise<void> {
  const { candles } = await engine.get<{ candles: CandleView[] }>(
    `/candles?instrumentId=${INSTRUMENT_ID}&timeframe=${TIMEFRAME}&limit=${COMPARED_BARS}`,
  )
  await pause(500)
  const shown = new Map((await tested.bars()).map((bar) => [bar.openTimeMs, bar]))
  const wrong = candles.filter((candle) => {
    const bar = shown.get(candle.openTimeMs)
    return (['open', 'high', 'low', 'close'] as const).some((part) => bar?.[part] !== candle[part])
  })
  if (candles.length < COMPARED_BARS || wrong.length > 0)
    throw new Error(`${wrong.length} of ${candles.length} bars differ from the engine's: ${JSON.stringify(wrong[0])}`)
}
