import { rmSync } from 'node:fs'
import { ChartPanel } from '../support/chart-panel.ts'
import { chartBars, chartIctShapes } from '../support/chart-probe.ts'
import { expect, test } from '../support/fixtures.ts'
import { checkShapes } from '../support/ict-check.ts'
import { HAS_RECORDINGS, playRecording, RECORDINGS } from '../support/recordings.ts'

const LAYERS = ['Swings', 'Structure', 'Fair value gaps', 'Order blocks', 'Breaker blocks', 'Liquidity', 'Sessions']

for (const recording of RECORDINGS) {
  test(`the objects of ${recording.symbol} ${recording.timeframe} stand at their bars and prices`, async ({
    page,
    workbench,
  }) => {
    test.skip(!HAS_RECORDINGS, 'recorded bars are not at hand')
    const engine = await playRecording(recording)
    try {
      const chart = new ChartPanel(workbench)
      await page.goto(engine.url)
      // The price is stale after the recording's end, which leaves the head less room.
      await chart.chooseTimeframeInMenu(recording.timeframe)
      await expect.poll(async () => (await chartBars(page)).length, { timeout: 30_000 }).toBeGreaterThan(400)
      const menu = await chart.openLayers()
      for (const name of LAYERS) await menu.getByRole('switch', { name, exact: true }).click()
      await page.keyboard.press('Escape')
      await expect.poll(async () => (await chartIctShapes(page)).length).toBeGreaterThan(20)
      const instrumentId = `replay:${recording.symbol}`
      await expect(async () => {
        expect(await checkShapes(page, engine, { instrumentId, timeframe: recording.timeframe })).toBeGreaterThan(20)
      }).toPass()
    } finally {
      await engine.stop()
      rmSync(engine.home, { recursive: true })
    }
  })
}
