import type { IDockviewPanel } from 'dockview-react'
import { useWords } from '../../i18n/index.ts'
import { LINK_COLOURS, type LinkColour, PANEL_KINDS, type PanelKind, REPEATABLE_KINDS } from '../../panels/index.ts'
import type { MenuEntry } from '../../ui/index.ts'
import { keysText } from '../commands/keys.ts'
import { closeOtherPanels, moveActivePanel, splitActivePanel, toggleMaximised } from './dock-actions.ts'
import { addPanel, dock, updatePanel } from './dock-handle.ts'
import { DIRECTIONS } from './neighbour.ts'
import { linkIcon, panelIcon } from './panel-icons.tsx'
import { usePanelState } from './use-panel-state.ts'

/** What can be done with a panel and its group: the menu of its head and of its tab. */
export function usePanelMenu(panel: IDockviewPanel | undefined): readonly MenuEntry[] {
  const t = useWords('workspace')
  const state = usePanelState(panel)
  if (panel === undefined || state === undefined) return []
  return [
    ...linkEntries(panel, state.link, t),
    ...groupEntries(panel, t),
    ...placeEntries(panel, state.kind, t),
    { kind: 'separator', id: 'end' },
    ...closeEntries(panel, t),
  ]
}

type Words = ReturnType<typeof useWords<'workspace'>>

/** The commands act on the active panel: what the menu was opened on becomes that first. */
const onPanel =
  ({ api }: IDockviewPanel, act: () => void) =>
  (): void => {
    api.setActive()
    act()
  }

function groupEntries(panel: IDockviewPanel, t: Words): readonly MenuEntry[] {
  return [
    {
      kind: 'action',
      id: 'maximise',
      label: dock()?.hasMaximizedGroup() === true ? t('menu.restore') : t('menu.maximise'),
      keys: keysText('panel.maximise'),
      onSelect: onPanel(panel, toggleMaximised),
    },
    {
      kind: 'submenu',
      id: 'add',
      label: t('menu.add'),
      entries: PANEL_KINDS.map((kind) => ({
        kind: 'action',
        id: kind,
        label: t(`panels.${kind}`),
        icon: panelIcon(kind),
        onSelect: () => addPanel(kind, { group: panel.group }),
      })),
    },
  ]
}

function placeEntries(panel: IDockviewPanel, kind: PanelKind, t: Words): readonly MenuEntry[] {
  const maySplit = panel.group.panels.length > 1 || REPEATABLE_KINDS.has(kind)
  return [
    {
      kind: 'action',
      id: 'split-right',
      label: t('menu.splitRight'),
      disabled: !maySplit,
      onSelect: onPanel(panel, () => splitActivePanel('right')),
    },
    {
      kind: 'action',
      id: 'split-below',
      label: t('menu.splitBelow'),
      disabled: !maySplit,
      onSelect: onPanel(panel, () => splitActivePanel('below')),
    },
    {
      kind: 'submenu',
      id: 'move',
      label: t('menu.move'),
      entries: DIRECTIONS.map((direction) => ({
        kind: 'action',
        id: direction,
        label: t(`menu.to.${direction}`),
        keys: keysText(`panel.move.${direction}`),
        onSelect: onPanel(panel, () => moveActivePanel(direction)),
      })),
    },
  ]
}

function closeEntries({ id, api, group }: IDockviewPanel, t: Words): readonly MenuEntry[] {
  return [
    {
      kind: 'action',
      id: 'close-others',
      label: t('menu.closeOthers'),
      disabled: group.panels.length === 1,
      onSelect: () => closeOtherPanels(id),
    },
    {
      kind: 'action',
      id: 'close',
      label: t('menu.close'),
      keys: keysText('panel.close'),
      onSelect: () => api.close(),
    },
  ]
}

/** The four colours, for a panel that looks at an instrument. */
export function linkEntries({ id }: IDockviewPanel, link: LinkColour | null, t: Words): readonly MenuEntry[] {
  if (link === null) return []
  return [
    {
      kind: 'choice',
      id: 'link',
      label: t('link.title'),
      value: link,
      options: LINK_COLOURS.map((colour) => ({ value: colour, label: t(`link.${colour}`), icon: linkIcon(colour) })),
      onValueChange: (value) => {
        const colour = LINK_COLOURS.find((each) => each === value)
        if (colour !== undefined) updatePanel(id, { link: colour })
      },
    },
  ]
}
