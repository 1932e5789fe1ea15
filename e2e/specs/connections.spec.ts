import type { StreamView } from '../../src-contract/index.ts'
import { EngineProcess, until } from '../support/engine-process.ts'
import { expect, test } from '../support/fixtures.ts'
import { USED_BEFORE } from '../support/kept-layouts.ts'
import { startVenue } from '../venue/index.ts'

test('every stream of the exchange is shown with its state, on paper as well', async ({ page, workbench }) => {
  const venue = await startVenue({ historyMinutes: 60, stepMs: 200, onError: () => undefined })
  const rest = `http://127.0.0.1:${venue.port}`
  const urls = { rest, streams: `ws://127.0.0.1:${venue.port}/fstream`, wallet: rest }
  const exchange = { urls, symbols: ['BTC-USDT', 'ETH-USDT'] }
  const engine = await EngineProcess.start({
    args: ['--quiet'],
    workspace: USED_BEFORE,
    config: { market: { venue: 'binance-usdm', exchange }, strategies: { 'ema-cross': { enabled: false } } },
  })
  try {
    const isLive = ({ state }: StreamView): boolean => state === 'live'
    await until(
      () => engine.get<{ streams: StreamView[] }>('/connections/streams'),
      ({ streams }) => streams.length >= 8 && streams.every(isLive),
    )
    await page.goto(engine.url)
    await workbench.openLayout('Operate')
    await workbench.show('Accounts')
    const panel = workbench.panel('Accounts')
    await panel.getByRole('tab', { name: 'Connections' }).click()
    const connection = panel.getByRole('region', { name: 'Connection binance-usdm' })
    await expect(connection).toContainText('prices of Binance USD-M futures')
    await expect(connection).toContainText(/Requests used\s*\d+ % of/)
    await expect(connection).toContainText(/Open sockets\s*[1-9]/)
    const table = panel.getByRole('treegrid', { name: 'Streams of exchanges' })
    await expect(table.getByRole('row', { name: /BTC-USDT/ })).toContainText(/(\d) of \1 live/)
    await expect(table.getByRole('row', { name: /^Mark price/ })).toHaveCount(2)
    await expect(table.getByRole('row', { name: /^Mark price/ }).first()).toContainText('live')

    await test.step('one that the venue has closed says so, and that it was connected again', async () => {
      venue.connections.drop('usdm')
      await expect(table.getByRole('row', { name: /^Trades/ }).first()).toContainText(/live.*[1-9]/, {
        timeout: 20_000,
      })
    })
  } finally {
    await engine.stop()
    await venue.close()
  }
})
