import { rmSync } from 'node:fs'
import { ChartPanel } from '../support/chart-panel.ts'
import { chartBars, chartIctShapes } from '../support/chart-probe.ts'
import { expect, test } from '../support/fixtures.ts'
import { checkShapes } from '../support/ict-check.ts'
import { HAS_RECORDINGS, playRecording, RECORDINGS } from '../support/recordings.ts'
import { setTheme } from '../support/themes.ts'
import { USUAL } from '../support/sizes.ts'
import { settle, takePicture } from './camera.ts'

/** Layers that are pictured together, by a word for the picture. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  zones: ['Fair value gaps', 'Order blocks', 'Breaker blocks'],
  structure: ['Swings', 'Structure', 'Liquidity', 'Previous highs and lows'],
  sessions: ['Sessions', 'Displacement', 'Premium and discount', 'Optimal trade entry'],
}

test.use({ viewport: USUAL, colorScheme: 'dark', contextOptions: { reducedMotion: 'reduce' } })

for (const recording of RECORDINGS) {
  test(`the ICT layers of ${recording.symbol} ${recording.timeframe}`, async ({ page, workbench }) => {
    test.skip(!HAS_RECORDINGS, 'recorded bars are not at hand')
    const { symbol, timeframe } = recording
    const engine = await playRecording(recording)
    try {
      const chart = new ChartPanel(workbench)
      await page.goto(engine.url)
      // The price is stale after the recording's end, which leaves the head less room.
      await chart.chooseTimeframeInMenu(timeframe)
      await expect.poll(async () => (await chartBars(page)).length, { timeout: 30_000 }).toBeGreaterThan(400)
      for (const [name, layers] of Object.entries(PICTURES)) {
        await toggle(chart, layers)
        await expect.poll(async () => (await chartIctShapes(page)).length).toBeGreaterThan(3)
        await expect(async () => {
          const where = { instrumentId: `replay:${symbol}`, timeframe }
          expect(await checkShapes(page, engine, where)).toBeGreaterThan(3)
        }).toPass()
        await settle(page)
        for (const theme of ['dark', 'light'] as const) {
          await setTheme(page, theme)
          const picture = `ict-${symbol.toLowerCase()}-${timeframe}-${name}-${theme}`
          await takePicture(page, picture, { of: chart.panel, kept: theme === 'dark' })
        }
        await setTheme(page, 'dark')
        await toggle(chart, layers)
      }
    } finally {
      await engine.stop()
      rmSync(engine.home, { recursive: true })
    }
  })
}

async function toggle(chart: ChartPanel, layers: readonly string[]): Promise<void> {
  const menu = await chart.openLayers()
  for (const name of layers) await menu.getByRole('switch', { name, exact: true }).click()
  await chart.page.keyboard.press('Escape')
  await chart.layersButton.blur()
}
