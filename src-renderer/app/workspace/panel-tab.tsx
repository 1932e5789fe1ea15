import type { IDockviewPanelHeaderProps } from 'dockview-react'
import { X } from 'lucide-react'
import { useWords } from '../../i18n/index.ts'
import { panelState } from './dock-handle.ts'
import { usePanelCount } from './panel-count.ts'

/** Tab of a panel: its name and how much is in it. A middle click closes it, as its cross does. */
export function PanelTab({ api, params }: IDockviewPanelHeaderProps) {
  const t = useWords('workspace')
  const kind = panelState(params)?.kind
  const count = usePanelCount(kind)
  if (kind === undefined) return null
  const name = t(`panels.${kind}`)
  return (
    <div className="dock-tab" onAuxClick={(event) => event.button === 1 && api.close()}>
      <span className="dock-tab-name">{name}</span>
      {count !== undefined && <span className="tab-count">{count}</span>}
      <button
        type="button"
        className="dock-tab-close"
        tabIndex={-1}
        aria-label={`Close ${name}`}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => api.close()}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </div>
  )
}
