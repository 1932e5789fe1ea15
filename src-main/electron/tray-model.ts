import type { MenuItemConstructorOptions } from 'electron'
import type { AccountView, EngineHostState, StatusView } from '../../src-contract/index.ts'
import { engineStateText, menuText } from './engine-state-text.ts'
import { countText, moneyText, signedMoneyText, signedPercentText } from './number-text.ts'
import type { Exposure } from './ports.ts'
import { PRODUCT_NAME } from './product.ts'

/** Which of the tray's pictures is shown. */
export type TrayIcon = 'active' | 'reducing' | 'halted' | 'away'

export interface TrayActions {
  show(): void
  pauseTrading(): void
  resumeTrading(): void
  killSwitch(): void
  quit(): void
}

export interface TrayFacts {
  readonly account: AccountView | undefined
  readonly status: StatusView | undefined
  readonly exposure: Exposure
  readonly engine: EngineHostState
}

export interface TrayModel {
  readonly icon: TrayIcon
  readonly toolTip: string
  /** Beside the icon, where the system has room for a text (macOS). */
  readonly title: string
  readonly menu: MenuItemConstructorOptions[]
}

/** What the tray shows and offers. */
export function trayModel(facts: TrayFacts, actions: TrayActions): TrayModel {
  const lines = factLines(facts)
  return {
    icon: facts.status?.tradingState ?? 'away',
    toolTip: [heading(facts), ...lines.map(({ label }) => label)].join('\n'),
    title: facts.account === undefined ? '' : signedMoneyText(facts.account.profitToday),
    menu: [
      { id: 'tray-heading', label: heading(facts), enabled: false },
      ...lines.map(({ id, label }) => ({ id, label, enabled: false })),
      { type: 'separator' },
      { id: 'tray-show', label: 'Show the window', click: () => actions.show() },
      { type: 'separator' },
      ...tradingItems(facts, actions),
      { type: 'separator' },
      { id: 'tray-quit', label: 'Quit', click: () => actions.quit() },
    ],
  }
}

/** Paper and live are told apart by the word, wherever money is shown. */
function heading({ status }: TrayFacts): string {
  return status === undefined ? PRODUCT_NAME : `${PRODUCT_NAME}: ${status.environment}`
}

interface FactLine {
  readonly id: string
  readonly label: string
}

function factLines({ account, status, exposure, engine }: TrayFacts): FactLine[] {
  const lines: FactLine[] = []
  if (account !== undefined) {
    const { currency, profitToday, profitTodayFraction } = account
    lines.push(
      { id: 'tray-equity', label: `Equity ${moneyText(account.equity)} ${currency}` },
      {
        id: 'tray-profit',
        label: `Profit today ${signedMoneyText(profitToday)} ${currency} (${signedPercentText(profitTodayFraction)})`,
      },
    )
  }
  if (status !== undefined) lines.push({ id: 'tray-trading', label: tradingText(status) })
  else lines.push({ id: 'tray-engine', label: menuText(engineStateText(engine)) })
  lines.push({ id: 'tray-exposure', label: exposureText(exposure, status !== undefined) })
  return lines
}

function tradingText({ tradingState, tradingReason }: StatusView): string {
  return menuText(`Trading ${tradingState}${tradingReason === null ? '' : `: ${tradingReason}`}`)
}

/** While the engine is away, what was known last still stands at the venue. */
function exposureText({ openPositions, workingOrders }: Exposure, isCurrent: boolean): string {
  const text = `${countText(openPositions, 'position')}, ${countText(workingOrders, 'order')} working`
  return isCurrent ? text : `Last known: ${text}`
}

function tradingItems({ status }: TrayFacts, actions: TrayActions): MenuItemConstructorOptions[] {
  const state = status?.tradingState
  return [
    {
      id: 'tray-pause',
      label: 'Pause trading',
      enabled: state === 'active',
      click: () => actions.pauseTrading(),
    },
    {
      id: 'tray-resume',
      label: 'Resume trading',
      enabled: state === 'reducing' || state === 'halted',
      click: () => actions.resumeTrading(),
    },
    {
      id: 'tray-kill',
      label: 'Kill switch…',
      enabled: state !== undefined,
      click: () => actions.killSwitch(),
    },
  ]
}
