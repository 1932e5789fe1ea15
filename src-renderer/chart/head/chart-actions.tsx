import { Bell, Camera, ChartCandlestick, Settings2, Table2 } from 'lucide-react'
import type { InstrumentView } from '../../../src-contract/index.ts'
import { useEngine, useLive, useQuotes } from '../../client/index.ts'
import { useWords } from '../../i18n/index.ts'
import {
  Badge,
  formatAge,
  IconButton,
  Menu,
  type MenuAction,
  type MenuEntry,
  useFormatSettings,
  useNowMs,
  zoneName,
} from '../../ui/index.ts'
import type { ChartSettings } from '../chart-settings.ts'
import type { ChartSession } from '../session/chart-session.ts'
import type { HeadRoom } from './head-room.ts'
import { usePicture } from './use-picture.ts'

export interface ChartActionsProps {
  readonly instrument: InstrumentView
  readonly session: ChartSession | undefined
  readonly settings: ChartSettings
  readonly onSettings: (change: Partial<ChartSettings>) => void
  readonly room: HeadRoom
  /** Asks for the price of an alert: beside the button, or over the chart. */
  readonly onAlert: (button?: Element) => void
}

/** What can be done with the chart as a whole; all of it behind one button where there is no room for more. */
export function ChartActions(props: ChartActionsProps) {
  const { instrument, session, settings, onSettings, room, onAlert } = props
  const t = useWords('chart')
  const actions = useHeadActions(props)
  const settingsMenu = useSettingsMenu(settings, onSettings, session)
  useFormatSettings()
  return (
    <>
      <StaleBadge instrumentId={instrument.instrumentId} />
      {room !== 'least' && (
        <>
          {/* The status bar names it, too. */}
          {room !== 'medium' && (
            <span className="chart-zone" title={t('zone', { zone: zoneName() })}>
              {zoneName()}
            </span>
          )}
          <IconButton label={t('setAlert')} onClick={(event) => onAlert(event.currentTarget)}>
            <Bell size={14} />
          </IconButton>
          {actions.map(({ id, label, icon, disabled, onSelect }) => (
            <IconButton key={id} label={label} disabled={disabled} onClick={onSelect}>
              {icon}
            </IconButton>
          ))}
        </>
      )}
      <Menu
        label={t('settings')}
        align="end"
        entries={room === 'least' ? [alertEntry(t('setAlert'), onAlert), ...actions, ...settingsMenu] : settingsMenu}
        trigger={
          <IconButton label={t('settings')}>
            <Settings2 size={14} />
          </IconButton>
        }
      />
    </>
  )
}

const alertEntry = (label: string, onAlert: ChartActionsProps['onAlert']): MenuEntry => ({
  kind: 'action',
  id: 'alert',
  icon: <Bell size={14} />,
  label,
  onSelect: () => onAlert(),
})

type HeadAction = MenuAction & Required<Pick<MenuAction, 'icon' | 'disabled'>>

/** Buttons of the head that are entries of its menu where it is narrow. */
function useHeadActions({ instrument, session, settings, onSettings }: ChartActionsProps): readonly HeadAction[] {
  const t = useWords('chart')
  const takePicture = usePicture(instrument, settings.timeframe)
  const inDesktop = useEngine().host !== undefined
  const { asTable } = settings
  return [
    {
      kind: 'action',
      id: 'picture',
      icon: <Camera size={14} />,
      label: inDesktop ? t('copyPicture') : t('savePicture'),
      disabled: session === undefined || asTable,
      onSelect: () => session !== undefined && takePicture(session),
    },
    {
      kind: 'action',
      id: 'table',
      icon: asTable ? <ChartCandlestick size={14} /> : <Table2 size={14} />,
      label: asTable ? t('showAsChart') : t('showAsTable'),
      disabled: false,
      onSelect: () => onSettings({ asTable: !asTable }),
    },
  ]
}

/** Settings that the plot's own menu has, too. */
export function useSettingsMenu(
  { volume, logarithmic }: ChartSettings,
  onSettings: ChartActionsProps['onSettings'],
  session: ChartSession | undefined,
): readonly MenuEntry[] {
  const t = useWords('chart')
  return [
    {
      kind: 'check',
      id: 'volume',
      label: t('volume'),
      checked: volume,
      onCheckedChange: (checked) => onSettings({ volume: checked }),
    },
    {
      kind: 'check',
      id: 'logarithmic',
      label: t('logarithmic'),
      checked: logarithmic,
      onCheckedChange: (checked) => onSettings({ logarithmic: checked }),
    },
    { kind: 'separator', id: 'separator' },
    { kind: 'action', id: 'reset', label: t('resetView'), onSelect: () => session?.canvas.resetView() },
  ]
}

function StaleBadge({ instrumentId }: { readonly instrumentId: string }) {
  const stale = useLive(useQuotes(), instrumentId, (quote) => quote.stale)
  return stale === true ? <StaleAge instrumentId={instrumentId} /> : null
}

const AGE_REFRESH_MS = 1_000

function StaleAge({ instrumentId }: { readonly instrumentId: string }) {
  const t = useWords('chart')
  const nowMs = useNowMs(AGE_REFRESH_MS)
  const receivedAtMs = useLive(useQuotes(), instrumentId, (quote) => quote.receivedAtMs)
  return (
    <Badge tone="warn">{t('stale', { age: receivedAtMs === undefined ? '' : formatAge(nowMs - receivedAtMs) })}</Badge>
  )
}
