import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { type EngineProcess, until } from '../../e2e/support/engine-process.ts'
import { INSTRUMENT_ID, TIMEFRAME, tradables } from './busy-engine.ts'
import { restingOrder } from './resting-order.ts'
import { type Bar, closeProbedPage, openProbedPage, type TestedPage } from './tested-page.ts'

const PAGES = join(import.meta.dirname, 'page')
const LIBRARY = 'lightweight-charts/dist/lightweight-charts.standalone.production.js'

/**
 * Opens the page that shows the window's bars and nothing else, in a chart of the same size. It is served under the
 * engine's address, because the engine lets no page of another origin in.
 */
export async function openBarePage(
  browser: Browser,
  engine: EngineProcess,
  chartSize: { readonly width: number; readonly height: number },
): Promise<TestedPage> {
  const probed = await openProbedPage(browser)
  const { page } = probed
  const folder = `${engine.address}/bench`
  const library = join(createRequire(import.meta.url).resolve('lightweight-charts/package.json'), '../..', LIBRARY)
  await page.route(`${folder}/lightweight-charts.js`, (route) => route.fulfill({ path: library }))
  for (const name of ['bare-page.html', 'bare-page.js']) {
    await page.route(`${folder}/${name}`, (route) => route.fulfill({ path: join(PAGES, name) }))
  }
  await page.goto(`${folder}/bare-page.html#${await settings(engine, chartSize)}`)
  const bars = (): Promise<Bar[]> => page.evaluate(() => (Reflect.get(window, 'benchBars') as () => Bar[])())
  await until(bars, (shown) => shown.length > 0)
  return {
    page,
    orderButton: page.locator('#order'),
    acceptedSelector: '.accepted',
    bars,
    close: () => closeProbedPage(probed),
  }
}

async function settings(engine: EngineProcess, size: { width: number; height: number }): Promise<string> {
  const instrument = (await tradables(engine)).find(({ instrumentId }) => instrumentId === INSTRUMENT_ID)
  if (instrument === undefined) throw new Error(`there is no ${INSTRUMENT_ID}`)
  const parameters = new URLSearchParams({
    token: engine.token,
    instrumentId: INSTRUMENT_ID,
    timeframe: TIMEFRAME,
    width: String(size.width),
    height: String(size.height),
    draft: JSON.stringify(restingOrder(instrument)),
  })
  return parameters.toString()
}
