import { useCallback, useEffect, useRef } from 'react'
import { useFills, useOrders } from '../../client/index.ts'
import { useDialogState, useOpenDialog } from '../open-dialog.ts'
import { untouched } from '../workspace/arrangement.ts'
import { useLayouts, useLayoutsState } from '../workspace/layouts-context.ts'
import { isNewFolder } from './new-folder.ts'

const SEEN = 'wheelhouse.guide'

/** That the guide was seen is kept with the layouts, so that no window asks again; where the role may not keep them, in this browser. */
export function useGuide(): { readonly open: boolean; readonly close: () => void } {
  const layouts = useLayouts()
  const { open, onOpenChange } = useDialogState('guide')
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

/** Opens the guide by itself in a new data folder, once. Draws nothing, though it hears of every order. */
export function GuideOpener(): null {
  const state = useLayoutsState()
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
  return null
}
