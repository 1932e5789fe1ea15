import { useCallback, useEffect, useRef } from 'react'
import { useFills, useOrders } from '../../client/index.ts'
import { useDialogState, useOpenDialog } from '../open-dialog.ts'
import { untouched } from '../workspace/arrangement.ts'
import { useLayouts, useLayoutsState } from '../workspace/layouts-context.ts'
import type { LayoutsState } from '../workspace/layouts.ts'
import { isNewFolder } from './new-folder.ts'

const SEEN = 'wheelhouse.guide'

/**
 * Opens the guide by itself in a new data folder, once. That it was seen is kept with the layouts, so that no window
 * asks again; where the role may not keep them, in this browser.
 */
export function useGuide(): { readonly open: boolean; readonly close: () => void } {
  const layouts = useLayouts()
  const state = useLayoutsState()
  const { open, onOpenChange } = useDialogState('guide')
  useOpensByItself(state)
  const close = useCallback(() => {
    localStorage.setItem(SEEN, '1')
    onOpenChange(false)
    if (layouts.store.getState().layouts.every(({ changedAtMs }) => changedAtMs === null)) {
      layouts.keep(layouts.shown ?? untouched('trade'))
      void layouts.flush()
    }
  }, [layouts, onOpenChange])
  return { open, close }
}

function useOpensByItself(state: LayoutsState): void {
  const orders = useOrders()
  const fills = useFills()
  const decided = useRef(false)
  const known = state.loaded && orders.loaded && fills.loaded
  const isNew = known && isNewFolder({ layouts: state, orders: orders.list, fills: fills.list })
  useEffect(() => {
    if (!known || decided.current) return
    decided.current = true
    if (isNew && localStorage.getItem(SEEN) === null) useOpenDialog.getState().open('guide')
  }, [known, isNew])
}
