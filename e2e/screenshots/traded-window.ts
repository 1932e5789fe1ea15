import type { Page } from '@playwright/test'
import { workspace } from '../../src-renderer/i18n/en/workspace.ts'
import { PANEL_KINDS, type PanelKind } from '../../src-renderer/panels/panel-kinds.ts'
import type { EngineAccess } from '../support/engine-access.ts'
import { expect } from '../support/fixtures.ts'
import { openPositions } from '../support/market-run.ts'
import { READY } from '../support/ready-panels.ts'
import { addByHand, isProtectedBitcoin, raiseAlert, type SceneOptions, tradeForAWhile } from '../support/scene.ts'
import { dockedPanels } from '../support/surfaces.ts'
import type { Workbench } from '../support/workbench.ts'
import { settle } from './camera.ts'

export const LAYOUTS = ['Trade', 'Research', 'Operate'] as const
export type Layout = (typeof LAYOUTS)[number]

/** What stands in front of each layout as it begins; the last one is in no other layout. */
const IN_FRONT: Readonly<Record<Layout, readonly string[]>> = {
  Trade: ['Limits', 'Positions', 'Order ticket'],
  Research: ['Equity'],
  Operate: ['Components'],
}

export const kindOf = (panel: string): PanelKind | undefined =>
  PANEL_KINDS.find((kind) => workspace.panels[kind] === panel)

/** A window in which a strategy has traded, a hand has added something, and a draft stands in the ticket. */
export async function openTraded(
  engine: EngineAccess,
  workbench: Workbench,
  scene: SceneOptions = { fills: 12, positions: 3 },
): Promise<void> {
  const { page } = workbench
  await workbench.open(engine)
  await tradeForAWhile(engine, scene)
  await addByHand(engine)
  await raiseAlert(engine)
  await workbench.watchlistRow('BTC').click()
  await writeDraft(engine, workbench)
  await settle(page)
}

/** A draft beside the position that passes, so that the ticket has something to say. */
export async function writeDraft(engine: EngineAccess, { ticket }: Workbench): Promise<void> {
  const bitcoin = (await openPositions(engine)).find(isProtectedBitcoin)
  if (bitcoin === undefined) throw new Error('the position of BTC-PERP has been closed meanwhile')
  const direction = bitcoin.side === 'long' ? 1 : -1
  const away = (share: number): string => (bitcoin.markPrice * (1 + direction * share)).toFixed(1)
  await ticket.choose('Side', direction === 1 ? 'Buy' : 'Sell')
  await ticket.choose('Size by', 'Risk')
  await ticket.write({ Price: away(-0.001), Stop: away(-0.004), Target: away(0.007), Risk: '0.1' })
  await expect(ticket.panel).toContainText('Risk check: passes')
}

/** Opens a layout in a window of this size and waits until every panel in front shows what there is. */
export async function openLayout(workbench: Workbench, layout: Layout): Promise<void> {
  const { page } = workbench
  await workbench.openLayout(layout)
  await expect(workbench.tab(IN_FRONT[layout].at(-1) ?? '')).toBeVisible()
  for (const panel of IN_FRONT[layout]) await workbench.show(panel)
  await readyPanels(workbench)
  await settle(page)
}

/** Waits until every panel in front shows what there is. */
export async function readyPanels(workbench: Workbench): Promise<void> {
  for (const { name, inFront } of await dockedPanels(workbench)) {
    const kind = kindOf(name)
    if (inFront && kind !== undefined) await READY[kind](workbench)
  }
}

/** Chooses how the window looks and speaks, as the configuration says it, and waits until the page has it. */
export async function setWindow(engine: EngineAccess, page: Page, values: Record<string, string>): Promise<void> {
  await engine.call('PUT', '/config', { patch: { window: values } })
  const { language } = values
  if (language !== undefined) await expect(page.locator('html')).toHaveAttribute('lang', language)
}
