import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ChartPanel } from '../support/chart-panel.ts'
import { chartBars, chartLines } from '../support/chart-probe.ts'
import { changeConfigFile } from '../support/config-file.ts'
import { ConfigForm } from '../support/config-form.ts'
import { EngineProcess, newFolder } from '../support/engine-process.ts'
import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { USED_BEFORE } from '../support/kept-layouts.ts'
import { showAsLive } from '../support/live-account.ts'
import { holdBitcoin } from '../support/market-run.ts'
import { ENGINE_DOWN } from '../support/page-faults.ts'
import { addByHand } from '../support/scene.ts'
import { closeFloating, DIALOGS, dialogOf } from '../support/surfaces.ts'
import { setTheme } from '../support/themes.ts'
import { Palette } from '../support/workspace.ts'
import { SMALL, USUAL } from '../support/sizes.ts'
import { settle, takePicture } from './camera.ts'

test.use({
  engineOptions: { config: BY_HAND },
  viewport: SMALL,
  colorScheme: 'dark',
  contextOptions: { reducedMotion: 'reduce' },
})

test.describe('on a new data folder', () => {
  test.use({ firstRun: true, viewport: USUAL })

  test('the first steps, and the window before anything was traded', async ({ engine, page }) => {
    await page.goto(engine.url)
    const guide = page.getByRole('dialog', { name: 'First steps' })
    for (const step of ['Welcome to Wheelhouse', 'Language and look']) {
      await expect(guide.getByRole('heading', { name: step })).toBeVisible()
      await guide.getByRole('button', { name: 'Continue' }).click()
    }
    await expect(guide.getByRole('textbox', { name: 'Starting balance' })).toHaveValue(/\d/)
    await expect(guide.getByText('waiting')).toHaveCount(0)
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(page, theme)
      await takePicture(page, `first-steps-${theme}`)
    }
    await guide.getByRole('button', { name: 'Skip, use the defaults' }).click()
    await expect(guide).toBeHidden()
    await page.setViewportSize(SMALL)
    await expect(page.getByText('No open positions')).toBeVisible()
    await expect.poll(async () => (await chartBars(page)).length).toBeGreaterThan(100)
    await settle(page)
    await takePicture(page, 'state-empty')
  })
})

test('loading: the answers of the engine are held back', async ({ engine, page }) => {
  await page.routeWebSocket(/\/ws\/topics$/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      // The heartbeat goes on, or the page would take the engine for dead.
      if (String(message).includes('"pong"')) socket.send(message)
    })
  })
  await page.goto(engine.url)
  await expect(page.getByRole('status', { name: 'Loading bars' })).toBeVisible()
  await expect(page.locator('.skeleton-bar').first()).toBeVisible()
  await takePicture(page, 'state-loading')
})

test('a recording has come to its end: the price is stale', async ({ page, workbench }) => {
  const home = newFolder()
  const file = join(home, 'bars.csv')
  const rows = Array.from({ length: 200 }, (_, index) => {
    const open = 100 + 8 * Math.sin(index / 25) + Math.sin(index / 3)
    return [index * 60_000, open, open + 0.8, open - 0.8, open + 0.4, 1_000 + 400 * Math.sin(index)].join(',')
  })
  writeFileSync(file, `ts_ms,open,high,low,close,volume\n${rows.join('\n')}\n`)
  const engine = await EngineProcess.start({
    home,
    args: ['--quiet'],
    workspace: USED_BEFORE,
    config: {
      market: { venue: 'replay', replay: { file, symbol: 'BTC-USDT', speed: 1_000 } },
      marketData: { staleAfterMs: 1_000 },
      strategies: { 'ema-cross': { enabled: false } },
    },
  })
  try {
    await workbench.open(engine)
    await workbench.ticket.write({ Quantity: '1' })
    await expect.poll(async () => (await chartBars(page)).length, { timeout: 30_000 }).toBeGreaterThan(190)
    await expect(workbench.chart.getByText(/^Stale [1-9]\d* s$/)).toBeVisible()
    await expect(workbench.ticket.confirm).toHaveText('Buy blocked: price is stale')
    await settle(page)
    await takePicture(page, 'state-stale')
  } finally {
    await engine.stop()
    rmSync(home, { recursive: true })
  }
})

test('an account with real money, and a question about it', async ({ engine, page, pageFaults, workbench }) => {
  pageFaults.expect(/WebSocket is already in CLOSING or CLOSED state/)
  await showAsLive(page)
  await holdBitcoin(engine, { quantity: '0.2', exitShare: 0.002 })
  await addByHand(engine)
  await page.setViewportSize(USUAL)
  await workbench.open(engine)
  await expect(page.locator('.environment-live')).toBeVisible()
  await workbench.ticket.write({ Quantity: '0.01' })
  await expect(workbench.ticket.confirm).toHaveText(/^LIVE\s*Buy 0\.010/)
  await settle(page)
  await takePicture(page, 'trade-live-1600x1000')
  await page.setViewportSize(SMALL)
  await workbench.group('Positions').getByRole('button', { name: 'Close long BTC-PERP at market', exact: true }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await takePicture(page, 'dialog-close-live')
})

test('questions, dialogs, and what goes wrong', async ({
  context,
  engineProcess: engine,
  page,
  pageFaults,
  workbench,
}) => {
  pageFaults.expect(/40[19]|422/, ...ENGINE_DOWN)
  await holdBitcoin(engine, { quantity: '0.2', exitShare: 0.002 })
  await addByHand(engine)
  await page.setViewportSize(USUAL)
  await workbench.open(engine)
  const chart = new ChartPanel(workbench)
  const stop = 'Stop of long BTC-PERP'
  await expect(chart.exit(stop)).toBeVisible()
  await settle(page)

  await test.step('a stop is dragged', async () => {
    const bottom = async () => (await chartLines(page)).find(({ role }) => role === 'stopLoss')?.y
    await expect.poll(bottom).toBeGreaterThan(0)
    await chart.dragExit(stop, -40)
    await expect(chart.panel.getByText('not sent')).toBeVisible()
    await takePicture(page, 'stop-dragged', { of: chart.panel })
    await chart.button('Discard the change').click()
    await page.setViewportSize(SMALL)
  })
  await test.step('an order is denied', async () => {
    await workbench.ticket.write({ Quantity: '2' })
    await expect(workbench.ticket.confirm).toHaveText(/^Size to fit/)
    await takePicture(page, 'state-denied')
  })
  await test.step('an order waits for its answer', async () => {
    await workbench.ticket.write({ Quantity: '0.01' })
    await expect(workbench.ticket.panel).toContainText('Risk check: passes')
    await expect(workbench.ticket.confirm).toHaveText(/^Buy 0\.010/)
    engine.child.kill('SIGSTOP')
    await workbench.ticket.confirm.click()
    await expect(workbench.ticket.confirm).toHaveText('Waiting for the engine')
    await takePicture(page, 'state-busy')
    engine.child.kill('SIGCONT')
    await expect(workbench.ticket.confirm).not.toHaveText('Waiting for the engine')
    await settle(page)
  })
  await test.step('dialogs', async () => {
    for (const [name, file] of [
      ['killSwitch', 'dialog-kill-switch'],
      ['closePosition', 'dialog-close-position'],
      ['shortcuts', 'dialog-shortcuts'],
      ['addLayout', 'dialog-new-layout'],
    ] as const) {
      const { open, title } = DIALOGS[name]
      await open(page)
      await expect(dialogOf(page, title)).toBeVisible()
      await takePicture(page, file)
      await closeFloating(page)
    }
    const palette = new Palette(page)
    await palette.open()
    await palette.field.fill('btc')
    await expect(palette.option(/BTC-PERP/).first()).toBeVisible()
    await takePicture(page, 'palette')
    await closeFloating(page)
  })
  await test.step('the configuration: a draft, a fault in the file, a version of before', async () => {
    const form = new ConfigForm(page)
    await page.setViewportSize(USUAL)
    await workbench.openLayout('Operate')
    await form.field('Largest order').fill('40000')
    await form.field('Daily loss').fill('0.03')
    await expect(form.save).toBeEnabled()
    await page.keyboard.press('Alt+Enter')
    await settle(page)
    await takePicture(page, 'configuration-draft')
    await form.form.getByRole('button', { name: 'Discard' }).click()
    changeConfigFile(engine.home, (config) => ({ ...config, risk: { maxOpenPositions: 0, maxDailyLos: 1 } }))
    await expect(form.panel.getByText(/^config\.json has 2 faults/)).toBeVisible()
    await settle(page)
    await takePicture(page, 'state-error')
    changeConfigFile(engine.home, (config) => ({ ...config, risk: { maxOpenPositions: 6 } }))
    await expect(form.panel.getByText(/^config\.json has/)).toBeHidden()
    await form.openTab('History')
    await form
      .version(1)
      .getByRole('button', { name: /^Revert/ })
      .click()
    await expect(dialogOf(page, /^Revert to version/)).toBeVisible()
    await takePicture(page, 'dialog-revert')
    await closeFloating(page)
    await page.keyboard.press('Escape')
  })
  await test.step('halted', async () => {
    await page.setViewportSize(SMALL)
    await workbench.openLayout('Trade')
    await engine.call('POST', '/system/kill', {})
    await expect(workbench.tradingState).toHaveText('halted')
    await expect(page.getByText('No open positions')).toBeVisible()
    await settle(page)
    await takePicture(page, 'state-halted')
  })
  await test.step('no token', async () => {
    const other = await context.newPage()
    await other.setViewportSize(SMALL)
    await other.goto(`${engine.address}/#token=wrong`)
    await expect(other.getByRole('heading', { name: 'Access denied' })).toBeVisible()
    await setTheme(other, 'dark')
    await takePicture(other, 'state-access-denied')
    await other.close()
  })
  await test.step('the connection is lost', async () => {
    await engine.kill()
    await expect(page.getByText(/^Engine connection lost/)).toBeVisible()
    await expect(workbench.ticket.confirm).toHaveText('Buy blocked: no connection')
    await settle(page)
    await takePicture(page, 'state-disconnected')
  })
})
