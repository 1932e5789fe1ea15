import {
  CaseSensitive,
  ChartCandlestick,
  Keyboard,
  Languages,
  LayoutDashboard,
  type LucideIcon,
  Palette,
  ReceiptText,
  Rows3,
} from 'lucide-react'
import type { OrderView } from '../../../src-contract/index.ts'
import { useInstruments, useOrders } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import { PANEL_KINDS, useLinkGroups } from '../../panels/index.ts'
import { isOpenOrder } from '../../trading/index.ts'
import { formatPrice, formatQuantity } from '../../ui/index.ts'
import { type Command, keysOf } from '../commands/command.ts'
import type { CommandContext } from '../commands/command-context.ts'
import { COMMANDS } from '../commands/command-list.ts'
import { keyNames } from '../commands/keys.ts'
import { useChangePreferences, usePreferences } from '../preferences/use-preferences.ts'
import { COLOURS, DENSITIES, LANGUAGE_CHOICES, THEMES, type WindowValues } from '../preferences/window-values.ts'
import { addPanel, focusPanel } from '../workspace/dock-handle.ts'
import { useLayoutName, useLayouts, useLayoutsState } from '../workspace/layouts-context.ts'
import { PANELS } from '../workspace/panel-registry.tsx'
import type { PaletteEntry } from './palette-entry.ts'
import { useAccountEntries } from './use-account-entries.ts'

/** Everything that the palette can do now. */
export function usePaletteEntries(context: CommandContext): readonly PaletteEntry[] {
  return [
    ...useInstrumentEntries(),
    ...useCommandEntries(context),
    ...useOrderEntries(),
    ...useAccountEntries(),
    ...usePanelEntries(),
    ...useLayoutEntries(),
    ...useSettingEntries(),
  ]
}

function useInstrumentEntries(): readonly PaletteEntry[] {
  const { list } = useInstruments()
  const { active, select } = useLinkGroups()
  return list.map(({ instrumentId, symbol, name, venueId }) => ({
    id: `instrument:${instrumentId}`,
    section: 'instruments',
    icon: ChartCandlestick,
    title: symbol,
    detail: `${venueId} · ${name}`,
    alsoKnownBy: `${name} ${venueId}`,
    instrumentId,
    run: () => select(active, instrumentId),
    runInNewPanel: () => {
      select(active, instrumentId)
      addPanel('chart', { direction: 'right' })
    },
  }))
}

function useCommandEntries(context: CommandContext): readonly PaletteEntry[] {
  const t = useWords('commands')
  const { instrument } = context
  const isOffered = (command: Command): boolean => !command.keysOnly && command.when?.(context) !== false
  return COMMANDS.filter(isOffered).map((command) => {
    const keys = keysOf(command.id)
    const opensTicket = command.id === 'trade.buy' || command.id === 'trade.sell'
    return {
      id: `command:${command.id}`,
      section: command.onInstrument === true ? 'instrument' : 'commands',
      icon: command.icon,
      title: t(command.id),
      detail: opensTicket ? t('palette.opensTicket') : undefined,
      alsoKnownBy: command.onInstrument === true ? (instrument?.symbol ?? '') : '',
      keys: keys === undefined ? undefined : keyNames(keys).join(' '),
      run: () => command.run(context),
    }
  })
}

function useOrderEntries(): readonly PaletteEntry[] {
  const t = useWords('commands')
  const { byId } = useInstruments()
  const { list } = useOrders()
  const { active, select } = useLinkGroups()
  const textOf = (order: OrderView): string => {
    const instrument = byId.get(order.instrumentId)
    return t('palette.order', {
      symbol: instrument?.symbol ?? order.instrumentId,
      side: t(`palette.${order.side}`),
      quantity: instrument === undefined ? order.quantity : formatQuantity(order.quantity, instrument.lotSize),
    })
  }
  const priceOf = ({ instrumentId, limitPrice, triggerPrice }: OrderView): string => {
    const price = limitPrice ?? triggerPrice
    const instrument = byId.get(instrumentId)
    if (price === null || instrument === undefined) return t('palette.atMarket')
    return t('palette.at', { price: formatPrice(price, instrument.tickSize) })
  }
  return list.filter(isOpenOrder).map((order) => ({
    id: `order:${order.orderId}`,
    section: 'orders',
    icon: ReceiptText,
    title: textOf(order),
    detail: priceOf(order),
    run: () => {
      select(active, order.instrumentId)
      focusPanel('orders')
    },
  }))
}

function usePanelEntries(): readonly PaletteEntry[] {
  const t = useWords('commands')
  const workspace = useWords('workspace')
  return PANEL_KINDS.map((kind) => ({
    id: `panel:${kind}`,
    section: 'panels',
    icon: PANELS[kind].icon,
    title: t('palette.panel', { name: workspace(`panels.${kind}`) }),
    run: () => focusPanel(kind),
    runInNewPanel: () => addPanel(kind),
  }))
}

function useLayoutEntries(): readonly PaletteEntry[] {
  const t = useWords('commands')
  const layouts = useLayouts()
  const { layouts: list } = useLayoutsState()
  const nameOf = useLayoutName()
  return list.map((layout, index) => ({
    id: `layout:${layout.layoutId}`,
    section: 'layouts',
    icon: LayoutDashboard,
    title: t('palette.layout', { name: nameOf(layout) }),
    keys: index < 9 ? keyNames(`alt+${index + 1}`).join(' ') : undefined,
    run: () => layouts.open(layout.layoutId),
  }))
}

function useSettingEntries(): readonly PaletteEntry[] {
  const t = useWords('commands')
  const workspace = useWords('workspace')
  const values = usePreferences()
  const change = useChangePreferences()
  const setting = <Key extends keyof WindowValues>(
    key: Key,
    value: WindowValues[Key],
    { icon, title }: { readonly icon: LucideIcon; readonly title: string },
  ): PaletteEntry => ({
    id: `setting:${key}:${String(value)}`,
    section: 'settings',
    icon,
    title,
    detail: values[key] === value ? t('palette.inForce') : undefined,
    run: () => void change({ [key]: value }),
  })
  return [
    ...THEMES.map((value) =>
      setting('theme', value, {
        icon: Palette,
        title: t('palette.theme', { value: workspace(`choices.theme.${value}`) }),
      }),
    ),
    ...DENSITIES.map((value) =>
      setting('density', value, {
        icon: Rows3,
        title: t('palette.density', { value: workspace(`choices.density.${value}`) }),
      }),
    ),
    ...LANGUAGE_CHOICES.map((value) =>
      setting('language', value, {
        icon: Languages,
        title: t('palette.language', { value: workspace(`choices.language.${value}`) }),
      }),
    ),
    ...COLOURS.map((value) =>
      setting('colours', value, {
        icon: CaseSensitive,
        title: t('palette.colours', { value: workspace(`choices.colours.${value}`) }),
      }),
    ),
    setting('tradingKeys', !values.tradingKeys, {
      icon: Keyboard,
      title: values.tradingKeys ? t('palette.tradingKeysOff') : t('palette.tradingKeysOn'),
    }),
  ]
}
