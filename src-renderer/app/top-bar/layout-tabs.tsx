import { Copy, LayoutDashboard, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { LayoutView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { PANEL_KINDS } from '../../panels/index.ts'
import { type AnchorPoint, IconButton, Menu, type MenuEntry } from '../../ui/index.ts'
import { type DialogName, openAfterMenu } from '../open-dialog.ts'
import { addPanel } from '../workspace/dock-handle.ts'
import { builtInOf } from '../workspace/layout-names.ts'
import { useLayoutName, useLayouts, useLayoutsState } from '../workspace/layouts-context.ts'
import { panelIcon } from '../workspace/panel-icons.tsx'

/** The named layouts, the open one marked; each has a menu of its own on the right button and the menu key. */
export function LayoutTabs() {
  const t = useWords('workspace')
  const { layouts } = useLayoutsState()
  return (
    <nav className="layout-tabs" aria-label={t('layouts.title')}>
      {layouts.map((layout) => (
        <LayoutTab key={layout.layoutId} layout={layout} />
      ))}
      <AddMenu />
    </nav>
  )
}

function LayoutTab({ layout }: { readonly layout: LayoutView }) {
  const t = useWords('workspace')
  const layouts = useLayouts()
  const { activeId } = useLayoutsState()
  const [anchor, setAnchor] = useState<AnchorPoint | null>(null)
  const name = useLayoutName()(layout)
  const entries = useLayoutEntries(layout)
  return (
    <>
      <button
        type="button"
        className="layout-tab"
        aria-current={layout.layoutId === activeId ? 'page' : undefined}
        onClick={() => layouts.open(layout.layoutId)}
        onContextMenu={(event) => {
          event.preventDefault()
          setAnchor(event.currentTarget)
        }}
      >
        {name}
      </button>
      {anchor !== null && (
        <Menu
          label={t('layouts.menu', { name })}
          anchor={anchor}
          open
          onOpenChange={(open) => !open && setAnchor(null)}
          entries={entries}
        />
      )}
    </>
  )
}

function useLayoutEntries({ layoutId }: LayoutView): readonly MenuEntry[] {
  const t = useWords('workspace')
  const layouts = useLayouts()
  const { saving } = useLayoutsState()
  const disabled = saving.kind === 'refused'
  /* A copy is made of what is shown. */
  const ask = (name: DialogName) => (): void => {
    if (name === 'duplicateLayout') layouts.open(layoutId)
    openAfterMenu(name, layoutId)
  }
  const end: MenuEntry =
    builtInOf(layoutId) === undefined
      ? {
          kind: 'action',
          id: 'remove',
          label: t('layouts.remove'),
          icon: <Trash2 size={14} aria-hidden="true" />,
          danger: true,
          disabled,
          onSelect: ask('removeLayout'),
        }
      : {
          kind: 'action',
          id: 'reset',
          label: t('layouts.reset'),
          icon: <RotateCcw size={14} aria-hidden="true" />,
          disabled,
          onSelect: ask('resetLayout'),
        }
  return [
    {
      kind: 'action',
      id: 'rename',
      label: t('layouts.rename'),
      icon: <Pencil size={14} aria-hidden="true" />,
      disabled,
      onSelect: ask('renameLayout'),
    },
    {
      kind: 'action',
      id: 'duplicate',
      label: t('layouts.duplicate'),
      icon: <Copy size={14} aria-hidden="true" />,
      disabled,
      onSelect: ask('duplicateLayout'),
    },
    end,
  ]
}

/** Adds a layout, or a panel to the open one. */
function AddMenu() {
  const t = useWords('workspace')
  const { saving, activeId } = useLayoutsState()
  return (
    <Menu
      label={t('layouts.add')}
      trigger={
        <IconButton label={t('layouts.add')}>
          <Plus size={14} aria-hidden="true" />
        </IconButton>
      }
      entries={[
        {
          kind: 'action',
          id: 'layout',
          label: t('layouts.addLayout'),
          icon: <LayoutDashboard size={14} aria-hidden="true" />,
          disabled: saving.kind === 'refused',
          onSelect: () => openAfterMenu('addLayout', activeId),
        },
        {
          kind: 'group',
          id: 'panels',
          label: t('layouts.addPanel'),
          entries: PANEL_KINDS.map((kind) => ({
            kind: 'action',
            id: kind,
            label: t(`panels.${kind}`),
            icon: panelIcon(kind),
            onSelect: () => addPanel(kind),
          })),
        },
      ]}
    />
  )
}
