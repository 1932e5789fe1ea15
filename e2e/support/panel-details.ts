import { expect, type Locator } from '@playwright/test'
import type { PanelKind } from '../../src-renderer/panels/panel-kinds.ts'
import { ChartPanel } from './chart-panel.ts'
import { ConfigForm } from './config-form.ts'
import { closeFloating, FLOATING } from './surfaces.ts'
import type { Workbench } from './workbench.ts'

/** Looks at what is shown now: at the whole of the panels, or at what floats over them. */
export type Look = (name: string, within: '[role="tabpanel"]' | typeof FLOATING) => Promise<void>

type Detail = (workbench: Workbench, look: Look) => Promise<void>

const IN_PANEL = '[role="tabpanel"]'

/** Presses a button that asks first, and leaves everything as it is. */
async function lookAtQuestion(button: Locator, name: string, look: Look): Promise<void> {
  const page = button.page()
  await button.click()
  await expect(page.locator(FLOATING).first()).toBeVisible()
  await look(name, FLOATING)
  await closeFloating(page)
}

/** What a panel shows only once it is asked for, apart from its menus. */
export const DETAILS: Partial<Readonly<Record<PanelKind, Detail>>> = {
  chart: async (workbench, look) => {
    const chart = new ChartPanel(workbench)
    await chart.button('Show as table').click()
    await expect(chart.panel.getByRole('table')).toBeVisible()
    await look('chart as a table', IN_PANEL)
    await chart.button('Show as chart').click()
  },
  ticket: async ({ ticket }, look) => {
    await ticket.write({ Quantity: '50' })
    await expect(ticket.confirm).toHaveText(/denied|^Size to fit/)
    await look('ticket, denied', IN_PANEL)
    await ticket.write({ Quantity: 'much' })
    await expect(ticket.field('Quantity')).toHaveAttribute('aria-invalid', 'true')
    await look('ticket with a fault', IN_PANEL)
    await ticket.write({ Quantity: '' })
  },
  positions: async (workbench, look) => {
    await lookAtQuestion(workbench.group('Positions').getByRole('button', { name: 'Close all' }), 'close all', look)
  },
  orders: async (workbench, look) => {
    await lookAtQuestion(workbench.group('Orders').getByRole('button', { name: 'Cancel all' }), 'cancel all', look)
    await workbench.group('Orders').getByRole('radiogroup', { name: 'Which orders' }).getByText('All').click()
    await expect(workbench.rows('All orders').filter({ hasText: 'FILLED' })).not.toHaveCount(0)
    await look('all orders', IN_PANEL)
  },
  strategies: async (workbench, look) => {
    const period = workbench.panel('Strategies').getByRole('textbox').first()
    await period.fill('0')
    await expect(period).toHaveAttribute('aria-invalid', 'true')
    await look('parameters with a fault', IN_PANEL)
    await workbench.panel('Strategies').getByRole('button', { name: 'Discard' }).click()
  },
  signals: async (workbench, look) => {
    const why = workbench.panel('Signals').getByRole('button', { name: /^Why:/ })
    await lookAtQuestion(why.first(), 'why a trade', look)
  },
  log: async (workbench, look) => {
    await workbench.panel('Log').locator('.log-line').last().click()
    await expect(workbench.panel('Log').getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
    await look('a line of the log', IN_PANEL)
  },
  account: async (workbench, look) => {
    await lookAtQuestion(workbench.group('Account').getByRole('button', { name: 'Reset' }), 'reset the account', look)
  },
  components: async (workbench, look) => {
    const row = workbench.rows('Components').filter({ hasText: 'critical' }).first()
    await row.click()
    await expect(workbench.panel('Components').getByRole('button', { name: 'Show its log' })).toBeVisible()
    await look('a component', IN_PANEL)
    const restart = workbench.panel('Components').getByRole('button', { name: /^Restart/ })
    await lookAtQuestion(restart.first(), 'restart a component', look)
  },
  metrics: async (workbench, look) => {
    const tile = workbench.panel('Metrics').getByRole('button').first()
    await lookAtQuestion(tile, 'course of a metric', look)
  },
  alerts: async (workbench, look) => {
    for (const tab of await workbench.panel('Alerts').getByRole('tab').all()) {
      await tab.click()
      await look(`alerts, ${await tab.innerText()}`, IN_PANEL)
    }
  },
  configuration: async ({ page }, look) => {
    const form = new ConfigForm(page)
    await form.field('Daily loss').fill('0.03')
    await form.field('Largest order').fill('-1')
    await expect(form.field('Largest order')).toHaveAttribute('aria-invalid', 'true')
    await look('a draft of the configuration', IN_PANEL)
    await form.form.getByRole('button', { name: 'Discard' }).click()
    await form.openTab('History')
    await form.version(1).click()
    await look('versions of the configuration', IN_PANEL)
    await lookAtQuestion(form.version(1).getByRole('button', { name: /^Revert/ }), 'revert', look)
  },
  reconciliation: async (workbench, look) => {
    for (const tab of await workbench.panel('Reconciliation').getByRole('tab').all()) {
      await tab.click()
      await look(`reconciliation, ${await tab.innerText()}`, IN_PANEL)
    }
  },
  risk: async (workbench, look) => {
    await workbench
      .panel('Risk')
      .getByRole('tab', { name: /^Refused orders/ })
      .click()
    await look('refused orders', IN_PANEL)
  },
  endpoints: async (workbench, look) => {
    const panel = workbench.panel('Endpoints')
    await panel.getByRole('row', { level: 2 }).first().click()
    await expect(panel.getByRole('button', { name: 'Show the log' })).toBeVisible()
    await look('a host', IN_PANEL)
    await lookAtQuestion(panel.getByRole('button', { name: /^Edit/ }).first(), 'edit a service', look)
  },
  performance: async (workbench, look) => {
    const panel = workbench.panel('Performance')
    await panel.getByRole('radiogroup', { name: 'By' }).getByText('Instrument').click()
    await expect(panel.getByRole('grid')).toBeVisible()
    await look('figures by instrument', IN_PANEL)
    for (const name of ['Trades', 'Portfolio risk']) {
      await panel.getByRole('tab', { name }).click()
      await look(`performance, ${name}`, IN_PANEL)
    }
  },
}
