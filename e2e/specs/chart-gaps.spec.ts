import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChartPanel } from '../support/chart-panel.ts'
import { chartBars, chartGaps } from '../support/chart-probe.ts'
import { EngineProcess, newFolder, until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import { USED_BEFORE } from '../support/kept-layouts.ts'
import { RESTLESS, signalsOf } from '../support/strategy-run.ts'

const MINUTE_MS = 60_000
const START_MS = Date.UTC(2026, 0, 31, 10)
const BARS = 120
/** Minutes that were never recorded: seven inside bars of 5 minutes, and ten that are two of them. */
const FIRST_HOLE = { from: 42, to: 49 }
const SECOND_HOLE = { from: 80, to: 90 }

/** Falls until the first hole and rises after it, so that averages cross at the bar that comes after it. */
function recording(): string {
  const rows = ['ts_ms,open,high,low,close,volume']
  for (let minute = 0; minute < BARS; minute++) {
    const isMissing = [FIRST_HOLE, SECOND_HOLE].some(({ from, to }) => minute >= from && minute < to)
    if (isMissing) continue
    const open = minute < FIRST_HOLE.from ? 1_000 - minute : 900 + minute * 2
    const close = minute < FIRST_HOLE.from ? open - 1 : open + 2
    rows.push(
      [START_MS + minute * MINUTE_MS, open, Math.max(open, close) + 1, Math.min(open, close) - 1, close, 500].join(),
    )
  }
  return rows.join('\n')
}

const at = (minute: number): number => START_MS + minute * MINUTE_MS

/** An engine that has played the recording; its data folder is the caller's to remove. */
async function played(): Promise<EngineProcess> {
  const home = newFolder()
  const file = join(home, 'holes.csv')
  writeFileSync(file, recording())
  const strategies = { 'ema-cross': { ...RESTLESS.strategies['ema-cross'], enabled: true } }
  const market = { venue: 'replay', replay: { file, speed: 'max' } }
  const engine = await EngineProcess.start({
    home,
    args: ['--quiet'],
    workspace: USED_BEFORE,
    config: { market, strategies, execution: { onShutdown: 'leave' } },
  })
  await until(
    () => engine.get<{ marketState: string }>('/status'),
    ({ marketState }) => marketState === 'over',
  )
  return engine
}

test('minutes that could not be had are marked at their bars, in the legend, and at the signals made on them', async ({
  page,
  workbench,
}) => {
  const engine = await played()
  try {
    const signals = await signalsOf(engine)
    const marked = signals.filter(({ gap }) => gap)
    await test.step('the signal at the first bar after the hole says so, and no other that is beside none', () => {
      const expected = [FIRST_HOLE.to, SECOND_HOLE.to].map((minute) => at(minute + 1))
      expect(marked.map(({ timeMs }) => timeMs)).toContain(expected[0])
      expect(expected).toEqual(expect.arrayContaining(marked.map(({ timeMs }) => timeMs)))
    })

    const chart = new ChartPanel(workbench)
    await page.goto(engine.url)
    await test.step('between bars of one minute the hole is marked, where the axis has no room for it', async () => {
      await chart.chooseTimeframeInMenu('1m')
      await expect.poll(async () => (await chartBars(page)).length).toBe(BARS - 17)
      expect(await chartGaps(page)).toEqual([
        { openTimeMs: at(FIRST_HOLE.to), inside: false, missingBefore: 7 },
        { openTimeMs: at(SECOND_HOLE.to), inside: false, missingBefore: 10 },
      ])
    })

    await test.step('bars of five minutes with minutes missing are marked themselves', async () => {
      await chart.chooseTimeframeInMenu('5m')
      await expect
        .poll(async () => chartGaps(page))
        .toEqual([
          { openTimeMs: at(40), inside: true, missingBefore: 0 },
          { openTimeMs: at(45), inside: true, missingBefore: 0 },
          { openTimeMs: at(90), inside: false, missingBefore: 2 },
        ])
    })

    await test.step('the legend says what is missing at the bar that is pointed at', async () => {
      await chart.plot.focus()
      const after = (await chartBars(page)).filter(({ openTimeMs }) => openTimeMs > at(90)).length
      for (let step = 0; step < after; step++) await page.keyboard.press('ArrowLeft')
      await expect(chart.panel.locator('.chart-legend')).toContainText('2 bars missing before it')
    })

    await test.step('the panel of signals marks the decision and tells what the mark means', async () => {
      await workbench.show('Signals')
      const panel = workbench.group('Signals')
      const mark = page.getByRole('img', { name: 'Gap in the bars' })
      await expect(panel.getByRole('row').filter({ has: mark })).toHaveCount(marked.length)
      await panel.getByRole('row').filter({ has: mark }).first().getByRole('button', { name: /^Why/ }).click()
      await expect(page.getByRole('dialog').getByText('Gap in the bars')).toBeVisible()
    })
  } finally {
    await engine.stop()
    rmSync(engine.home, { recursive: true })
  }
})
