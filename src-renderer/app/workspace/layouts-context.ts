import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import type { LayoutView } from '../../../src-contract/index.ts'
import { useWords } from '../../i18n/index.ts'
import { givenName } from './layout-names.ts'
import type { Layouts, LayoutsState } from './layouts.ts'

export const LayoutsContext = createContext<Layouts | undefined>(undefined)

/** The named layouts of this window. */
export function useLayouts(): Layouts {
  const layouts = useContext(LayoutsContext)
  if (layouts === undefined) throw new Error('The layouts were asked for outside of the window.')
  return layouts
}

export const useLayoutsState = (): LayoutsState => useStore(useLayouts().store)

/** Name of a layout as it is shown: that of a built-in one in the language of the window, unless somebody named it. */
export function useLayoutName(): (layout: Pick<LayoutView, 'layoutId' | 'name'>) => string {
  const t = useWords('workspace')
  return useMemo(
    () => (layout) => {
      const given = givenName(layout)
      return given === undefined ? layout.name : t(`layouts.${given}`)
    },
    [t],
  )
}
