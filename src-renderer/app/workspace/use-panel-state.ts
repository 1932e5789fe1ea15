import type { IDockviewPanel } from 'dockview-react'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useWords } from '../../i18n/index.ts'
import type { PanelKind } from '../../panels/index.ts'
import { type PanelState, panelState } from './arrangement.ts'

/** What the workspace knows of a panel of the dock, kept up to date; undefined without a panel. */
export function usePanelState(panel: IDockviewPanel | undefined): PanelState | undefined {
  const subscribe = useCallback(
    (listener: () => void) => {
      const subscription = panel?.api.onDidParametersChange(listener)
      return () => subscription?.dispose()
    },
    [panel],
  )
  return useReadState(useSyncExternalStore(subscribe, () => JSON.stringify(panel?.params)))
}

/** The same from the parameters that dockview gives; the same object as long as its content is. */
export const useGivenState = (params: unknown): PanelState | undefined => useReadState(JSON.stringify(params))

function useReadState(text: string | undefined): PanelState | undefined {
  return useMemo(() => (text === undefined ? undefined : panelState(JSON.parse(text))), [text])
}

/** Number at the end of a panel's id, when it is not the first of its kind: `chart-2`. */
const numberOf = (panelId: string): string => {
  const number = panelId.split('-').at(-1) ?? ''
  return /^\d+$/.test(number) && number !== '1' ? ` ${number}` : ''
}

/** Name of a panel as its tab says it: `Chart`, `Chart 2`. */
export function usePanelName(): (kind: PanelKind, panelId: string) => string {
  const t = useWords('workspace')
  return useCallback((kind, panelId) => `${t(`panels.${kind}`)}${numberOf(panelId)}`, [t])
}
