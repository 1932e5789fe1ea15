import { expect } from '@playwright/test'
import type { PanelKind } from '../../src-renderer/panels/panel-kinds.ts'
import { chartBars, chartLines } from './chart-probe.ts'
import type { Workbench } from './workbench.ts'

const BARS = 30
const POSITIONS = 2
const FILLS = 10
const LINES = 8

/** Whether a panel in front shows what there is to show, so that its picture says something. */
export const READY: Readonly<Record<PanelKind, (workbench: Workbench) => Promise<void>>> = {
  chart: async ({ page }) => {
    await expect.poll(async () => (await chartBars(page)).length, { message: 'bars' }).toBeGreaterThan(BARS)
    await expect.poll(async () => (await chartLines(page)).length, { message: 'lines' }).toBeGreaterThanOrEqual(3)
  },
  watchlist: async (workbench) => {
    for (const base of ['BTC', 'ETH', 'SOL', 'XRP']) await expect(workbench.lastPrice(base)).toHaveText(/^[\d,.]+$/)
  },
  ticket: async ({ ticket }) => expect(ticket.panel).toContainText('Risk check: passes'),
  depth: async (workbench) => {
    await expect(workbench.panel('Depth').getByRole('rowheader').filter({ hasText: /\d/ }).nth(LINES)).toBeVisible()
  },
  tape: async (workbench) => {
    await expect(workbench.panel('Tape').getByRole('row').filter({ hasText: /\d/ }).nth(LINES)).toBeVisible()
  },
  positions: async (workbench) => {
    await expect(workbench.rows('Open positions').nth(POSITIONS - 1)).toBeVisible()
  },
  orders: async (workbench) => {
    await expect(workbench.rows('Open orders').filter({ hasText: 'WORKING' }).nth(POSITIONS)).toBeAttached()
  },
  fills: async (workbench) => expect(workbench.rows('Fills').nth(FILLS - 1)).toBeAttached(),
  account: async (workbench) => expect(workbench.accountFigure(/^Cash$/)).toHaveText(/\d/),
  accounts: async (workbench) => {
    await expect(workbench.panel('Accounts').getByRole('row', { name: /main/ })).toBeVisible()
  },
  equity: async (workbench) => {
    await expect(workbench.panel('Equity').getByRole('img').first()).toBeVisible()
  },
  limits: async (workbench) => {
    await expect(workbench.panel('Limits').getByRole('rowheader').nth(3)).toBeVisible()
  },
  strategies: async (workbench) => {
    await expect(workbench.panel('Strategies').getByRole('switch').first()).toBeChecked()
  },
  signals: async (workbench) => {
    await expect(workbench.panel('Signals').getByRole('button', { name: /^Why:/ }).first()).toBeVisible()
  },
  components: async (workbench) => {
    await expect(workbench.rows('Components').filter({ hasText: 'running' }).nth(LINES)).toBeAttached()
  },
  metrics: async (workbench) => {
    await expect(workbench.panel('Metrics').getByRole('button').filter({ hasText: /\d/ }).nth(LINES)).toBeAttached()
  },
  alerts: async (workbench) => {
    await expect(workbench.panel('Alerts').getByRole('article').first()).toBeVisible()
  },
  log: async (workbench) => {
    await expect(
      workbench
        .panel('Log')
        .getByRole('button', { name: /^Details:/ })
        .nth(LINES),
    ).toBeAttached()
  },
  configuration: async (workbench) => {
    await expect(workbench.panel('Configuration').getByRole('textbox').nth(3)).toBeVisible()
  },
  reconciliation: async (workbench) => {
    await expect(
      workbench
        .panel('Reconciliation')
        .getByRole('row', { name: /BTC-PERP/ })
        .first(),
    ).toBeVisible()
  },
  protection: async (workbench) => {
    await expect(workbench.panel('Protection').getByRole('row', { name: /BTC-PERP/ })).toBeVisible()
  },
  risk: async (workbench) => {
    await expect(workbench.panel('Risk').getByRole('rowheader').nth(3)).toBeVisible()
  },
  endpoints: async (workbench) => {
    await expect(workbench.panel('Endpoints').getByRole('row').filter({ hasText: 'available' }).first()).toBeVisible()
  },
  performance: async (workbench) => {
    await expect(workbench.panel('Performance').locator('dd').first()).toHaveText(/\d/)
  },
}
